import { ruleToQueue } from './rule-to-queue';
import { ruleToService } from './rule-to-service';
import { topicToQueue } from './topic-to-queue';
import { workflowToActivity } from './workflow-to-activity';

/** All front doors. A new pattern adds its own. */
export const FRONT_DOORS = [
  ruleToQueue,
  ruleToService,
  topicToQueue,
  workflowToActivity,
];
