import { CfnOutput } from 'aws-cdk-lib';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { EventBus, IEventBus } from 'aws-cdk-lib/aws-events';
import { compute } from './config/compute';
import { events } from './config/events';
import { acceptFinding } from './lib/accept-finding';
import { addApiKey } from './lib/api-key';
import { addHttpService } from './lib/http-service';
import { addIdempotencyTable } from './lib/idempotency-table';
import type { ServiceStack } from './lib/service-stack';

/** Publishing waits for EventBridge, at worst through some retries. */
const ANSWERS_WITHIN_SECONDS = 5;

/** A service that others in the network tell what happened, and that publishes it. */
export function addPattern(stack: ServiceStack): void {
  const bus = addBus(stack);
  const apiKey = addApiKey(stack);
  const idempotency = addIdempotencyTable(stack);
  const producer = addHttpService(stack, {
    scheme: 'internal',
    answersWithinSeconds: ANSWERS_WITHIN_SECONDS,
    // IAM says that it may publish; that it does is said here.
    produces: [bus.eventBusArn],
    environment: {
      EVENT_BUS_NAME: bus.eventBusName,
      EVENT_SOURCE: events.source,
      DETAIL_TYPES: JSON.stringify(events.detailTypes),
      ...idempotency.environment,
    },
    secrets: { API_KEY: apiKey.containerSecret },
  });
  bus.grantPutEventsTo(producer.taskDefinition.taskRole);
  idempotency.grantTo(producer.taskDefinition);
  if (compute.network.mode === 'existing' && !compute.network.vpcCidr) {
    throw new Error(
      "config/compute.ts: network.mode is 'existing', so network.vpcCidr must say from which addresses the service is called.",
    );
  }
  producer.securityGroup.addIngressRule(
    Peer.ipv4(producer.vpc.vpcCidrBlock),
    Port.tcp(443),
    'Services in the network',
  );
  acceptFinding(
    producer.securityGroup,
    'AwsSolutions-EC23',
    "It lets in the network's own addresses; the rule cannot read them, because they are a reference to the VPC.",
  );
  new CfnOutput(stack, 'Url', { value: `${producer.url}/events` });
  new CfnOutput(stack, 'ApiKeySecretArn', { value: apiKey.secret.secretArn });
}

function addBus(stack: ServiceStack): IEventBus {
  const { mode, name } = events.bus;
  return mode === 'new'
    ? new EventBus(stack, 'EventBus', { eventBusName: name })
    : EventBus.fromEventBusName(stack, 'EventBus', name);
}
