import { activity as config } from './config/activity';
import { pool } from './config/pool';
import { addActivity } from './lib/activity';
import { addExampleWorkflow } from './lib/example-workflow';
import type { ServiceStack } from './lib/service-stack';
import { addWorkerPool } from './lib/worker-pool';

/** An activity, the pool of workers that does its items, and a workflow that shows its use. */
export function addPattern(stack: ServiceStack): void {
  const activityArn = addActivity(stack, config);
  addWorkerPool(stack, activityArn, { ...config, ...pool });
  if (config.exampleWorkflow) {
    addExampleWorkflow(stack, activityArn, config);
  }
}
