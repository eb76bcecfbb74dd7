import { requestToProducer } from './request-to-producer';
import { ruleToQueue } from './rule-to-queue';
import { ruleToService } from './rule-to-service';
import { ruleToTask } from './rule-to-task';
import { ruleToWorkflow } from './rule-to-workflow';
import { streamToService } from './stream-to-service';
import { topicToQueue } from './topic-to-queue';
import { workflowToActivity } from './workflow-to-activity';

/** All front doors. A new pattern adds its own. */
export const FRONT_DOORS = [
  requestToProducer,
  ruleToQueue,
  ruleToService,
  ruleToTask,
  ruleToWorkflow,
  streamToService,
  topicToQueue,
  workflowToActivity,
];
