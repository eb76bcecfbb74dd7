import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../cdk.json';
import { service } from './config/service';
import { ServiceStack } from './lib/service-stack';
import { addPattern } from './pattern';

/** The CDK app: one stack, checked by the rules of AwsSolutions whenever it is synthesised. */
export function buildApplication(outdir?: string): {
  app: App;
  stack: ServiceStack;
} {
  // The same feature flags, whether the CDK CLI runs the app or a test does.
  const app = new App({ context, outdir });
  const stack = new ServiceStack(app, service);
  addPattern(stack);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}
