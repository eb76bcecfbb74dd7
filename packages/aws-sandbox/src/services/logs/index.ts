import * as schemas from '@aws-sdk/client-cloudwatch-logs';
import { ServiceDefinition } from '../../core';
import { deliverToLogGroup } from './deliver';
import { eventOperations } from './operations/events';
import { groupOperations } from './operations/groups';
import { resourcePolicyOperations } from './operations/resource-policies';
import { streamOperations } from './operations/streams';
import { LogsState, createLogsState, logsState } from './state';

/** Amazon CloudWatch Logs: groups, streams and events. No metric filters, no subscriptions, no Insights. */
export const logsService: ServiceDefinition<LogsState> = {
  id: 'logs',
  schemas,
  stateScope: 'account-and-region',
  createState: createLogsState,
  operations: {
    ...groupOperations,
    ...streamOperations,
    ...eventOperations,
    ...resourcePolicyOperations,
  },
  deliver: deliverToLogGroup,
  taggedResources(scope, world) {
    return [...logsState(world, scope).groups.values()].map(
      ({ arn, tags }) => ({ arn, tags }),
    );
  },
};
