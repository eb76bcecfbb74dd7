import { parseArn } from '../arn';
import { NodeKind, TopologyNode } from '../model';

/**
 * The CloudFormation types of the kinds of nodes. Of a broker there are several,
 * by the service in the ARN.
 */
const CLOUDFORMATION_TYPES: Partial<
  Record<NodeKind, string | Record<string, string>>
> = {
  'global-endpoint': 'AWS::Events::Endpoint',
  'event-bus': 'AWS::Events::EventBus',
  archive: 'AWS::Events::Archive',
  rule: 'AWS::Events::Rule',
  schedule: 'AWS::Scheduler::Schedule',
  pipe: 'AWS::Pipes::Pipe',
  'api-destination': 'AWS::Events::ApiDestination',
  'rest-api': 'AWS::ApiGateway::RestApi',
  topic: 'AWS::SNS::Topic',
  queue: 'AWS::SQS::Queue',
  stream: 'AWS::Kinesis::Stream',
  'kafka-topic': 'AWS::MSK::Topic',
  broker: { mq: 'AWS::AmazonMQ::Broker', kafka: 'AWS::MSK::Cluster' },
  'state-machine': 'AWS::StepFunctions::StateMachine',
  activity: 'AWS::StepFunctions::Activity',
  'ecs-service': 'AWS::ECS::Service',
  'task-definition': 'AWS::ECS::TaskDefinition',
  function: 'AWS::Lambda::Function',
};

/** What a node is, in the words of the catalog and of AWS. @public */
export interface ResourceType {
  /** `spec.type`, such as `sqs-queue`. */
  specType: string;
  /** Such as `AWS::SQS::Queue`; unknown for kinds that are not in the table. */
  cloudFormationType?: string;
}

/**
 * The type of the entity of a node; undefined for nodes that get none, because
 * they are no resources of AWS (event sources, addresses) or because they are
 * known by the ARN alone (`external`). `spec.type` is the CloudFormation type in
 * the spelling that other AWS providers of the catalog use.
 */
export function resourceTypeOf(node: TopologyNode): ResourceType | undefined {
  const arn = parseArn(node.id);
  if (!arn || node.kind === 'external') {
    return undefined;
  }
  const found = CLOUDFORMATION_TYPES[node.kind];
  const cloudFormationType =
    typeof found === 'object' ? found[arn.service] : found;
  return cloudFormationType
    ? {
        specType: cloudFormationType
          .replace('AWS::', '')
          .replace('::', '-')
          .toLocaleLowerCase('en-US'),
        cloudFormationType,
      }
    : { specType: `${arn.service}-${node.kind.replaceAll('-', '')}` };
}
