import { configurationCheck } from '../health-check';

export const apiDestinationInactive = configurationCheck(
  'api-destination-inactive',
  'api-destination',
  ({ attributes }) =>
    attributes.state === 'ACTIVE'
      ? undefined
      : {
          severity: 'critical',
          title: 'API destination is inactive',
          explanation: `The API destination is in state ${attributes.state}, so no event reaches ${attributes.invocationEndpoint}.`,
          remedy:
            'EventBridge sets an API destination inactive when its connection cannot be used: put the connection right, then update the API destination.',
        },
);
