import { JsonObject } from '@backstage/types';
import {
  NamedAwsResource,
  StackName,
} from '@ecs-eda/plugin-event-topology-common';

/** Which property names a resource, and whose rule the name is held to. */
const NAMED: Record<string, [NamedAwsResource, string]> = {
  'AWS::CloudWatch::Alarm': ['alarm', 'AlarmName'],
  'AWS::DynamoDB::Table': ['table', 'TableName'],
  'AWS::ECS::CapacityProvider': ['capacity-provider', 'Name'],
  'AWS::ECS::Cluster': ['cluster', 'ClusterName'],
  'AWS::ECS::Service': ['service', 'ServiceName'],
  'AWS::ECS::TaskDefinition': ['task-definition', 'Family'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['load-balancer', 'Name'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['target-group', 'Name'],
  'AWS::Events::ApiDestination': ['api-destination', 'Name'],
  'AWS::Events::Archive': ['archive', 'ArchiveName'],
  'AWS::Events::Connection': ['connection', 'Name'],
  'AWS::Events::EventBus': ['event-bus', 'Name'],
  'AWS::Events::Rule': ['rule', 'Name'],
  'AWS::IAM::Role': ['role', 'RoleName'],
  'AWS::Kinesis::Stream': ['stream', 'Name'],
  'AWS::Lambda::Function': ['function', 'FunctionName'],
  'AWS::Logs::LogGroup': ['log-group', 'LogGroupName'],
  'AWS::SNS::Topic': ['topic', 'TopicName'],
  'AWS::SQS::Queue': ['queue', 'QueueName'],
  'AWS::StepFunctions::Activity': ['activity', 'Name'],
  'AWS::StepFunctions::StateMachine': ['state-machine', 'StateMachineName'],
};

/** A name that a CloudFormation template gives. */
export interface PhysicalName extends StackName {
  resource: NamedAwsResource;
}

/** The names in a template; those that CloudFormation makes up are within its limits. */
export function physicalNames(template: JsonObject): PhysicalName[] {
  const resources = (template.Resources ?? {}) as Record<
    string,
    { Type: string; Properties?: Record<string, unknown> }
  >;
  return Object.values(resources).flatMap(({ Type, Properties = {} }) => {
    if (!Object.hasOwn(NAMED, Type)) {
      return [];
    }
    const [resource, property] = NAMED[Type];
    const name = Properties[property];
    return typeof name === 'string' ? [{ resource, name }] : [];
  });
}

/**
 * The names that are longer than every name of their kind that the form
 * expects. Their kind's limit may be the one that a service's name comes up
 * against first, and the form would not know.
 */
export function namesThatAreLongerThanForeseen(
  names: PhysicalName[],
  foreseen: StackName[],
): PhysicalName[] {
  const longest = (resource: NamedAwsResource) =>
    Math.max(
      0,
      ...foreseen
        .filter(one => one.resource === resource)
        .map(({ name }) => name.length),
    );
  return names.filter(({ resource, name }) => name.length > longest(resource));
}
