import {
  AnnotatedEntity,
  parseArn,
  RefusedAnnotation,
  TOPOLOGY_ANNOTATIONS,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { isNamedByOthers } from '../visibility/select-nodes';

const ARN_ANNOTATIONS = [
  TOPOLOGY_ANNOTATIONS.arn,
  TOPOLOGY_ANNOTATIONS.ecsServiceArn,
];

/** The accounts that a snapshot, or the part of one, is about. */
export function accountsRead(
  snapshot: Pick<TopologySnapshot, 'nodes' | 'scopes'>,
): Set<string> {
  const read = snapshot.nodes.filter(node => !isNamedByOthers(node));
  return new Set(
    [...snapshot.scopes, ...read].map(({ accountId }) => accountId),
  );
}

/**
 * Takes out of an entity's annotations the ARNs of accounts that are not read:
 * who writes a catalog file must not lay hands on what the portal was not
 * pointed at, even where something on the map happens to name it.
 */
export function refuseForeignArns<T extends AnnotatedEntity>(
  entity: T,
  accountIds: ReadonlySet<string>,
): { entity: T; refused: RefusedAnnotation[] } {
  const annotations = { ...entity.annotations };
  const refused: RefusedAnnotation[] = [];
  for (const annotation of ARN_ANNOTATIONS) {
    const arns = (annotations[annotation] ?? '').split(',');
    const kept = arns.filter(text => {
      const arn = text.trim();
      const accountId = parseArn(arn)?.accountId;
      const isForeign = accountId && !accountIds.has(accountId);
      if (isForeign) {
        refused.push({
          annotation,
          arn,
          accountId,
          message: `The annotation ${annotation} names ${arn}, which is in account ${accountId}: not one of the accounts that this portal reads, or not one that you may see. Correct the annotation, or ask those who run the portal to add the account to its configuration or to let you see it.`,
        });
      }
      return !isForeign;
    });
    if (kept.length === 0) {
      delete annotations[annotation];
    } else if (kept.length < arns.length) {
      annotations[annotation] = kept.join(',');
    }
  }
  return { entity: { ...entity, annotations }, refused };
}
