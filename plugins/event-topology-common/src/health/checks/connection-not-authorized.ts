import { configurationCheck } from '../health-check';

const USABLE = new Set(['AUTHORIZED', 'ACTIVE']);

/** States that EventBridge leaves by itself. */
const UNDER_WAY = new Set(['CREATING', 'UPDATING', 'AUTHORIZING']);

export const connectionNotAuthorized = configurationCheck(
  'connection-not-authorized',
  'api-destination',
  ({ attributes }) => {
    const state = attributes.connectionState;
    if (state === undefined || USABLE.has(state)) {
      return undefined;
    }
    const connection = attributes.connectionName
      ? `The connection ${attributes.connectionName}`
      : 'Its connection';
    if (UNDER_WAY.has(state)) {
      return {
        severity: 'warning',
        title: 'Connection is not authorized yet',
        explanation: `${connection} is in state ${state}. Events for ${attributes.invocationEndpoint} wait until it is authorized, as long as the retry policy of the target allows.`,
        remedy:
          'This passes by itself. If it stays, authorize the connection again.',
      };
    }
    return {
      severity: 'critical',
      title: 'Connection is not authorized',
      explanation: `${connection} is in state ${state}, so EventBridge cannot sign in to ${attributes.invocationEndpoint} and no event reaches it.`,
      remedy:
        state === 'FAILED_CONNECTIVITY'
          ? 'The private path does not work: check the resource configuration and its association in VPC Lattice, and the security groups of the resource gateway.'
          : 'Check the credentials or the OAuth endpoint of the connection, then authorize it again.',
    };
  },
);
