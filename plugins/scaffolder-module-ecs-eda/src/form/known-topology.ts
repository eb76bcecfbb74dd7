import { ApiHolder } from '@backstage/frontend-plugin-api';
import { eventTopologyApiRef } from '@ecs-eda/plugin-event-topology';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';

/**
 * The live topology for a validator. Without one nothing can be compared: the
 * template's own validation step looks again with the caller's credentials, so
 * a form is not held up by a backend that cannot be reached.
 */
export async function knownTopology(
  apiHolder: ApiHolder,
): Promise<TopologySnapshot | undefined> {
  try {
    return (await apiHolder.get(eventTopologyApiRef)?.getTopology())?.snapshot;
  } catch {
    return undefined;
  }
}
