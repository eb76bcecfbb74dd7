import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';

/** Holds a template against CloudFormation's schemas; it takes seconds. */
const CLOUDFORMATION_RULES = '@aws-cdk/core:validateAgainstDefaultRules';

/** A CDK app with the feature flags of cdk.json, whether the CDK CLI runs it or a test does. */
export function newApp({ checked = false } = {}): App {
  return new App({
    context: {
      ...context,
      [CLOUDFORMATION_RULES]: checked && context[CLOUDFORMATION_RULES],
    },
  });
}
