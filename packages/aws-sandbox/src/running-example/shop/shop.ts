import { Cluster } from '../aws/cluster';
import { Network } from '../aws/network';
import { topologyTags, Tags, TopologyTagValues } from '../aws/tags';

/** What the components of the shop share. */
export interface Shop {
  bus: { name: string; arn: string };
  cluster: Cluster;
  network: Network;
  /** The role that ECS pulls images and writes logs with. */
  executionRoleArn: string;
  /** Where alarms go. */
  alarmTopicArn: string;
}

/** The tags of a resource of the shop. */
export function shopTags(values: Omit<TopologyTagValues, 'system'>): Tags {
  return topologyTags({ system: 'shop', ...values });
}
