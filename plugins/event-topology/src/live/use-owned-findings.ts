import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useApi } from '@backstage/core-plugin-api';
import { DriftFinding } from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { OwnedFinding, ownedFindings } from '../drift/owned-findings';

const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

/** What the catalog answers in one call without a body that it refuses. */
const REFS_A_CALL = 500;

/**
 * Whose each finding is, by the catalog as the reader may see it. Until it has
 * answered, and when it fails, nobody's.
 */
export function useOwnedFindings(findings: readonly DriftFinding[]): {
  owned: OwnedFinding[];
  error?: Error;
} {
  const catalog = useApi(catalogApiRef);
  // By what they are: a new answer with the same findings asks for nothing.
  const key = JSON.stringify(
    [...new Set(findings.flatMap(({ entityRef }) => entityRef ?? []))].sort(),
  );
  const { value: entities, error } = useAsync(async () => {
    const refs: string[] = JSON.parse(key);
    const calls = [];
    for (let first = 0; first < refs.length; first += REFS_A_CALL) {
      const entityRefs = refs.slice(first, first + REFS_A_CALL);
      calls.push(catalog.getEntitiesByRefs({ entityRefs, fields: FIELDS }));
    }
    const answers = await Promise.all(calls);
    return answers.flatMap(({ items }) => items.flatMap(item => item ?? []));
  }, [catalog, key]);
  const owned = useMemo(
    () => ownedFindings(findings, entities ?? []),
    [findings, entities],
  );
  return { owned, error };
}
