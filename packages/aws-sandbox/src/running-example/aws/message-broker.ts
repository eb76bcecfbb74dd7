import {
  CreateBrokerCommand,
  DescribeBrokerCommand,
  ListBrokersCommand,
} from '@aws-sdk/client-mq';
import { AwsClients } from './aws-clients';
import { Network } from './network';
import { orElse } from './or-else';
import { required } from './required';
import { Tags } from './tags';

/** A broker of Amazon MQ, with ActiveMQ on one instance. */
export interface MessageBrokerSpec {
  name: string;
  network: Network;
  tags: Tags;
}

/** A broker as it was created. */
export interface MessageBroker {
  arn: string;
  /** Where clients connect by AMQP. */
  amqpEndpoint: string;
}

export async function ensureMessageBroker(
  aws: AwsClients,
  spec: MessageBrokerSpec,
): Promise<MessageBroker> {
  const id = await orElse(
    async () => {
      const { BrokerId } = await aws.mq.send(
        new CreateBrokerCommand({
          BrokerName: spec.name,
          EngineType: 'ACTIVEMQ',
          EngineVersion: '5.18',
          DeploymentMode: 'SINGLE_INSTANCE',
          HostInstanceType: 'mq.m5.large',
          PubliclyAccessible: false,
          AutoMinorVersionUpgrade: true,
          SubnetIds: spec.network.privateSubnetIds.slice(0, 1),
          SecurityGroups: [spec.network.serviceSecurityGroupId],
          Tags: spec.tags,
        }),
      );
      return BrokerId;
    },
    ['ConflictException'],
    async () => {
      const { BrokerSummaries } = await aws.mq.send(new ListBrokersCommand({}));
      return BrokerSummaries?.find(({ BrokerName }) => BrokerName === spec.name)
        ?.BrokerId;
    },
  );
  const { BrokerArn, BrokerInstances } = await aws.mq.send(
    new DescribeBrokerCommand({
      BrokerId: required(id, `the id of broker ${spec.name}`),
    }),
  );
  return {
    arn: required(BrokerArn, `the ARN of broker ${spec.name}`),
    amqpEndpoint: required(
      BrokerInstances?.[0]?.Endpoints?.find(one => one.startsWith('amqp')),
      `the AMQP endpoint of broker ${spec.name}`,
    ),
  };
}
