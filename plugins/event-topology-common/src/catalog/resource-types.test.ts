import { aQueue } from '../__fixtures__/topology';
import { NODE_KINDS, NodeKind, TopologyNode } from '../model';
import { resourceTypeOf } from './resource-types';

function nodeOf(kind: string, id: string): TopologyNode {
  return { ...aQueue('thing'), id, kind: kind as NodeKind } as TopologyNode;
}

const arnOf = (service: string) => `arn:aws:${service}:eu-central-1:1:thing`;

it.each([
  ['global-endpoint', 'events', 'events-endpoint', 'AWS::Events::Endpoint'],
  ['event-bus', 'events', 'events-eventbus', 'AWS::Events::EventBus'],
  ['archive', 'events', 'events-archive', 'AWS::Events::Archive'],
  ['rule', 'events', 'events-rule', 'AWS::Events::Rule'],
  ['schedule', 'scheduler', 'scheduler-schedule', 'AWS::Scheduler::Schedule'],
  ['pipe', 'pipes', 'pipes-pipe', 'AWS::Pipes::Pipe'],
  [
    'api-destination',
    'events',
    'events-apidestination',
    'AWS::Events::ApiDestination',
  ],
  ['rest-api', 'apigateway', 'apigateway-restapi', 'AWS::ApiGateway::RestApi'],
  ['topic', 'sns', 'sns-topic', 'AWS::SNS::Topic'],
  ['queue', 'sqs', 'sqs-queue', 'AWS::SQS::Queue'],
  ['stream', 'kinesis', 'kinesis-stream', 'AWS::Kinesis::Stream'],
  ['kafka-topic', 'kafka', 'msk-topic', 'AWS::MSK::Topic'],
  ['broker', 'mq', 'amazonmq-broker', 'AWS::AmazonMQ::Broker'],
  ['broker', 'kafka', 'msk-cluster', 'AWS::MSK::Cluster'],
  [
    'state-machine',
    'states',
    'stepfunctions-statemachine',
    'AWS::StepFunctions::StateMachine',
  ],
  [
    'activity',
    'states',
    'stepfunctions-activity',
    'AWS::StepFunctions::Activity',
  ],
  ['ecs-service', 'ecs', 'ecs-service', 'AWS::ECS::Service'],
  ['task-definition', 'ecs', 'ecs-taskdefinition', 'AWS::ECS::TaskDefinition'],
  ['function', 'lambda', 'lambda-function', 'AWS::Lambda::Function'],
])('calls a %s of %s %s', (kind, service, specType, cloudFormationType) => {
  expect(resourceTypeOf(nodeOf(kind, arnOf(service)))).toEqual({
    specType,
    cloudFormationType,
  });
});

it('has a type for whatever AWS resource a source brings', () => {
  expect(resourceTypeOf(nodeOf('replay-channel', arnOf('ivs')))).toEqual({
    specType: 'ivs-replaychannel',
  });
});

it('gives every kind that is a resource of AWS a type of its own', () => {
  const types = NODE_KINDS.map(
    kind => resourceTypeOf(nodeOf(kind, arnOf('mq')))?.specType,
  ).filter(type => type !== undefined);
  expect(new Set(types).size).toBe(types.length);
});

it.each([
  ['event-source', 'urn:event-topology:event-source:1:eu-central-1:shop.order'],
  ['external', 'urn:event-topology:http:partner.example'],
  ['external', arnOf('sqs')],
])('has none for a %s %s', (kind, id) => {
  expect(resourceTypeOf(nodeOf(kind, id))).toBeUndefined();
});
