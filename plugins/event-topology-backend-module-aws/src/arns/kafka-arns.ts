import { parseArn } from '@ecs-eda/plugin-event-topology-common';

/** The ARN of a topic of an MSK cluster, which is its node: `…:topic/cluster/uuid/name`. */
export function kafkaTopicArn(clusterArn: string, topicName: string): string {
  return `${clusterArn.replace(':cluster/', ':topic/')}/${topicName}`;
}

/** The name of the MSK cluster that an ARN is of; undefined for other ARNs. */
export function kafkaClusterName(clusterArn: string): string | undefined {
  const arn = parseArn(clusterArn);
  return arn?.service === 'kafka'
    ? /^cluster\/([^/]+)\//.exec(arn.resource)?.[1]
    : undefined;
}
