import { OwnedFinding } from './owned-findings';

/** Stands for "no owner" or "no system" among the values of a filter. */
export const NONE = 'none';

/** What is looked for; an empty list lets everything through. */
export interface DriftFilters {
  /** Entity refs, or {@link NONE}. */
  owners: string[];
  /** Entity refs, or {@link NONE}. */
  systems: string[];
}

/** Reads the filters from an address. */
export function readDriftFilters(params: URLSearchParams): DriftFilters {
  return {
    owners: params.getAll('owner'),
    systems: params.getAll('system'),
  };
}

/** Writes the filters into an address, beside what else it has. */
export function writeDriftFilters(
  { owners, systems }: DriftFilters,
  current: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(current);
  params.delete('owner');
  params.delete('system');
  owners.forEach(owner => params.append('owner', owner));
  systems.forEach(system => params.append('system', system));
  return params;
}

/** The findings that the filters let through. */
export function filterFindings(
  findings: readonly OwnedFinding[],
  { owners, systems }: DriftFilters,
): OwnedFinding[] {
  return findings.filter(
    ({ owner = NONE, system = NONE }) =>
      (owners.length === 0 || owners.includes(owner)) &&
      (systems.length === 0 || systems.includes(system)),
  );
}

/**
 * The values that a filter can have, in order, those without any last, with how
 * many findings have each.
 */
export function countedBy(
  findings: readonly OwnedFinding[],
  key: 'owner' | 'system',
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const value = finding[key] ?? NONE;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort(
      (a, b) =>
        Number(a.value === NONE) - Number(b.value === NONE) ||
        (a.value < b.value ? -1 : 1),
    );
}
