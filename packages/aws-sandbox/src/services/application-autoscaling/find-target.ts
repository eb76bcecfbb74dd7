import { targetNotFound } from './errors';
import { AutoScalingState, StoredTarget, targetKey } from './state';

/** @throws AwsError `ObjectNotFoundException` when there is no such target */
export function findTarget(
  state: AutoScalingState,
  reference: {
    ServiceNamespace?: string;
    ResourceId?: string;
    ScalableDimension?: string;
  },
): StoredTarget {
  const found = state.targets.get(targetKey(reference));
  if (!found || found.target.ServiceNamespace !== reference.ServiceNamespace) {
    throw targetNotFound(reference);
  }
  return found;
}
