import { Variant } from '../../variants/read-variants';
import { FrontDoor } from '../FrontDoor';
import { producerToFifoQueue } from './producer-to-fifo-queue';
import { requestToProducer } from './request-to-producer';
import { ruleToQueue } from './rule-to-queue';
import { ruleToService } from './rule-to-service';
import { ruleToTask } from './rule-to-task';
import { ruleToWorkflow } from './rule-to-workflow';
import { streamToService } from './stream-to-service';
import { topicToQueue } from './topic-to-queue';
import { workflowToActivity } from './workflow-to-activity';

/** All front doors. A new pattern adds its own. */
const FRONT_DOORS: FrontDoor[] = [
  producerToFifoQueue,
  requestToProducer,
  ruleToQueue,
  ruleToService,
  ruleToTask,
  ruleToWorkflow,
  streamToService,
  topicToQueue,
  workflowToActivity,
];

/** How events get into a variant: its own way, or that of its golden path; absent where there is no worker. */
export function frontDoorOf({
  id,
  goldenPath,
}: Variant): FrontDoor | undefined {
  return [id, goldenPath]
    .map(name =>
      FRONT_DOORS.find(({ goldenPaths }) => goldenPaths.includes(name)),
    )
    .find(frontDoor => frontDoor);
}
