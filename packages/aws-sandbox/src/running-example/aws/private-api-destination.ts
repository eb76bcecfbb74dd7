import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { required } from './required';

/** An HTTPS endpoint inside a network, as a target of rules. */
export interface PrivateApiDestinationSpec {
  name: string;
  description: string;
  url: string;
  resourceConfigurationArn: string;
  invocationRateLimitPerSecond: number;
  /** The header and the value that the service checks. */
  apiKey: { name: string; value: string };
}

/** Creates connection and destination, or finds them. @returns the destination's ARN */
export async function ensurePrivateApiDestination(
  aws: AwsClients,
  spec: PrivateApiDestinationSpec,
): Promise<string> {
  const connectionArn = await ensureConnection(aws, spec);
  const { ApiDestinationArn } = await orElse<{ ApiDestinationArn?: string }>(
    () =>
      aws.eventBridge.send(
        new CreateApiDestinationCommand({
          Name: spec.name,
          Description: spec.description,
          ConnectionArn: connectionArn,
          InvocationEndpoint: spec.url,
          HttpMethod: 'POST',
          InvocationRateLimitPerSecond: spec.invocationRateLimitPerSecond,
        }),
      ),
    ['ResourceAlreadyExistsException'],
    () =>
      aws.eventBridge.send(
        new DescribeApiDestinationCommand({ Name: spec.name }),
      ),
  );
  return required(ApiDestinationArn, `the ARN of API destination ${spec.name}`);
}

async function ensureConnection(
  aws: AwsClients,
  spec: PrivateApiDestinationSpec,
): Promise<string> {
  const { ConnectionArn } = await orElse<{ ConnectionArn?: string }>(
    () =>
      aws.eventBridge.send(
        new CreateConnectionCommand({
          Name: spec.name,
          Description: spec.description,
          AuthorizationType: 'API_KEY',
          AuthParameters: {
            ApiKeyAuthParameters: {
              ApiKeyName: spec.apiKey.name,
              ApiKeyValue: spec.apiKey.value,
            },
          },
          InvocationConnectivityParameters: {
            ResourceParameters: {
              ResourceConfigurationArn: spec.resourceConfigurationArn,
            },
          },
        }),
      ),
    ['ResourceAlreadyExistsException'],
    () =>
      aws.eventBridge.send(new DescribeConnectionCommand({ Name: spec.name })),
  );
  return required(ConnectionArn, `the ARN of connection ${spec.name}`);
}
