import { formatArn } from '@ecs-eda/plugin-event-topology-common';
import { partitionOf } from './partition';

/** One account in one region: where a bare name is to be understood. */
export interface Place {
  accountId: string;
  region: string;
}

/** The ARN of a resource at a place. */
export function arnAt(place: Place, service: string, resource: string): string {
  return formatArn({
    partition: partitionOf(place.region),
    service,
    region: place.region,
    accountId: place.accountId,
    resource,
  });
}
