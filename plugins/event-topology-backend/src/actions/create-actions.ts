import { ActionServices } from './ActionServices';
import { createAssessImpactAction } from './createAssessImpactAction';
import { createFindEventConsumersAction } from './createFindEventConsumersAction';
import { createGetCurrentFiguresAction } from './createGetCurrentFiguresAction';
import { createGetEntityTopologyAction } from './createGetEntityTopologyAction';

/** Every action of the plugin. */
export function createActions(services: ActionServices): void {
  createGetEntityTopologyAction(services);
  createFindEventConsumersAction(services);
  createAssessImpactAction(services);
  createGetCurrentFiguresAction(services);
}
