import { configurationCheck } from '../health-check';

export const globalEndpointFailed = configurationCheck(
  'global-endpoint-failed',
  'global-endpoint',
  ({ attributes }) =>
    attributes.state.endsWith('_FAILED')
      ? {
          severity: 'critical',
          title: 'Global endpoint is not as it should be',
          explanation: `The endpoint is in state ${attributes.state}${
            attributes.stateReason ? `: ${attributes.stateReason}` : ''
          }. Whether events fail over to the other region is not sure.`,
          remedy:
            'Put right what the reason says (most often the role, or a bus that is not there in both regions) and update the endpoint.',
        }
      : undefined,
);
