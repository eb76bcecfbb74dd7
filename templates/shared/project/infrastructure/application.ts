import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { service } from './config/service';
import { newApp } from './lib/new-app';
import { ServiceStack } from './lib/service-stack';
import { addPattern } from './pattern';

/**
 * The CDK app: one stack.
 *
 * @param checked - whether it is held against the rules of AwsSolutions and
 * CloudFormation's schemas while it is synthesised; tests ask for what they need
 */
export function buildApplication({ checked = false } = {}): {
  app: App;
  stack: ServiceStack;
} {
  const app = newApp({ checked });
  const stack = new ServiceStack(app, service);
  addPattern(stack);
  if (checked) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  return { app, stack };
}
