import * as eventbridge from '@aws-sdk/client-eventbridge';
import { ServiceDefinition, TaggedResource } from '../../core';
import { deliverToEvents } from './deliver-to-events';
import { apiDestinationOperations } from './operations/api-destinations';
import { archiveOperations } from './operations/archives';
import { busOperations } from './operations/buses';
import { connectionOperations } from './operations/connections';
import { endpointOperations } from './operations/endpoints';
import { eventOperations } from './operations/events';
import { replayOperations } from './operations/replays';
import { ruleOperations } from './operations/rules';
import { tagOperations } from './operations/tags';
import { targetOperations } from './operations/targets';
import { EventsState, createEventsState, eventsState } from './state';

/** Amazon EventBridge: buses, rules, schedules, API destinations, archives, global endpoints. */
export const eventsService: ServiceDefinition<EventsState> = {
  id: 'events',
  schemas: eventbridge,
  stateScope: 'account-and-region',
  createState: createEventsState,
  operations: {
    ...busOperations,
    ...ruleOperations,
    ...targetOperations,
    ...eventOperations,
    ...connectionOperations,
    ...apiDestinationOperations,
    ...archiveOperations,
    ...replayOperations,
    ...endpointOperations,
    ...tagOperations,
  },
  deliver: deliverToEvents,
  taggedResources(scope, world) {
    const resources: TaggedResource[] = [];
    for (const bus of eventsState(world, scope).buses.values()) {
      resources.push(bus, ...bus.rules.values());
    }
    return resources
      .filter(({ tags }) => Object.keys(tags).length > 0)
      .map(({ arn, tags }) => ({ arn, tags }));
  },
};
