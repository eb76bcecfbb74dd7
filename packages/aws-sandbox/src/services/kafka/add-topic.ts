import { StoredCluster, StoredTopic, topicArn } from './state';
import { TopicLog } from './TopicLog';

const DEFAULT_REPLICATION_FACTOR = 3;

/** Gives a cluster a topic without records; one that it has already is left as it is. */
export function addTopic(
  cluster: StoredCluster,
  topic: {
    name: string;
    partitionCount: number;
    replicationFactor?: number;
    configs?: string;
  },
): StoredTopic {
  const { name, partitionCount, configs } = topic;
  const known = cluster.topics.get(name);
  if (known) {
    return known;
  }
  const added: StoredTopic = {
    name,
    arn: topicArn(cluster, name),
    replicationFactor: topic.replicationFactor ?? DEFAULT_REPLICATION_FACTOR,
    configs,
    log: new TopicLog(partitionCount),
    toldOf: new Map(),
  };
  cluster.topics.set(name, added);
  return added;
}
