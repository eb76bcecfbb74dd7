import { World } from '../../core';
import { KafkaState, StoredCluster, StoredTopic, brokerIdsOf } from './state';
import { Traffic } from './TopicLog';

const NAMESPACE = 'AWS/Kafka';
const GAUGE_MILLISECONDS = 5_000;
const WHOLE_TOPIC = '';

/** Samples the traffic of every topic and the lag of every consumer group, every five seconds. */
export function startTopicGauges(world: World): void {
  world.clock.every(GAUGE_MILLISECONDS, () => {
    for (const { state } of world.states<KafkaState>('kafka')) {
      for (const cluster of state.clusters.values()) {
        for (const topic of cluster.topics.values()) {
          sampleTraffic(world, cluster, topic);
          sampleLag(world, cluster, topic);
        }
      }
    }
  });
}

/** Of a provisioned cluster MSK tells the traffic by broker and topic, of a serverless one by topic. */
function sampleTraffic(
  world: World,
  cluster: StoredCluster,
  topic: StoredTopic,
): void {
  const brokerIds = brokerIdsOf(cluster);
  if (brokerIds.length === 0) {
    tellTraffic(world, cluster, topic, WHOLE_TOPIC, topic.log.traffic());
  }
  for (const brokerId of brokerIds) {
    tellTraffic(
      world,
      cluster,
      topic,
      String(brokerId),
      topic.log.traffic(
        partition => brokerIds[partition % brokerIds.length] === brokerId,
      ),
    );
  }
}

function tellTraffic(
  world: World,
  cluster: StoredCluster,
  topic: StoredTopic,
  brokerId: string,
  traffic: Traffic,
): void {
  const before = topic.toldOf.get(brokerId) ?? {
    bytesIn: 0,
    bytesOut: 0,
    messagesIn: 0,
  };
  topic.toldOf.set(brokerId, traffic);
  const seconds = GAUGE_MILLISECONDS / 1000;
  const rates = {
    BytesInPerSec: (traffic.bytesIn - before.bytesIn) / seconds,
    BytesOutPerSec: (traffic.bytesOut - before.bytesOut) / seconds,
    MessagesInPerSec: (traffic.messagesIn - before.messagesIn) / seconds,
  };
  for (const [metricName, value] of Object.entries(rates)) {
    world.metrics.add(
      cluster.scope,
      {
        namespace: NAMESPACE,
        metricName,
        dimensions: {
          'Cluster Name': cluster.name,
          ...(brokerId !== WHOLE_TOPIC && { 'Broker ID': brokerId }),
          Topic: topic.name,
        },
      },
      value,
    );
  }
}

function sampleLag(
  world: World,
  cluster: StoredCluster,
  topic: StoredTopic,
): void {
  for (const groupId of topic.log.groupIds) {
    const lag = topic.log.lagOf(groupId, world.clock.now());
    const gauges = {
      SumOffsetLag: lag?.sumOffsetLag,
      MaxOffsetLag: lag?.maxOffsetLag,
      EstimatedMaxTimeLag: lag?.estimatedMaxTimeLagSeconds,
    };
    for (const [metricName, value] of Object.entries(gauges)) {
      if (value !== undefined) {
        world.metrics.add(
          cluster.scope,
          {
            namespace: NAMESPACE,
            metricName,
            dimensions: {
              'Cluster Name': cluster.name,
              'Consumer Group': groupId,
              Topic: topic.name,
            },
          },
          value,
        );
      }
    }
  }
}
