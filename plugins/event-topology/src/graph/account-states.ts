import {
  ScopeReport,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { ScopeProblem, scopeProblems } from './scope-problems';

/** How far an account has been read in a region. */
export interface AccountState {
  accountId: string;
  region: string;
  /** `failed`: nothing of it could be read. */
  status: ScopeReport['status'];
  /** Nodes on the map that were read there. */
  resources: number;
  /** The services that were read completely, by their IAM prefixes. */
  completeServices: string[];
  problems: ScopeProblem[];
}

/** The worst first. */
const ORDER: ScopeReport['status'][] = ['failed', 'partial', 'complete'];

/** Every account and region that is read: the worst first, then in order. */
export function accountStates(snapshot: TopologySnapshot): AccountState[] {
  const problems = scopeProblems(snapshot);
  const scopes = new Map<string, ScopeReport[]>();
  for (const scope of snapshot.scopes) {
    const key = placeOf(scope);
    scopes.set(key, [...(scopes.get(key) ?? []), scope]);
  }
  const placeOfScope = new Map(
    snapshot.scopes.map(scope => [scope.key, placeOf(scope)]),
  );
  const resources = new Map<string, number>();
  for (const { scope } of snapshot.nodes) {
    const place = placeOfScope.get(scope);
    if (place) {
      resources.set(place, (resources.get(place) ?? 0) + 1);
    }
  }
  return [...scopes]
    .map(([place, reports]): AccountState => {
      const [{ accountId, region }] = reports;
      return {
        accountId,
        region,
        status: statusOf(reports),
        resources: resources.get(place) ?? 0,
        completeServices: reports
          .filter(({ status }) => status === 'complete')
          .map(({ service }) => service)
          .sort(),
        problems: problems.filter(({ scope }) => placeOf(scope) === place),
      };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        (placeOf(a) < placeOf(b) ? -1 : 1),
    );
}

function placeOf(scope: { accountId: string; region: string }): string {
  return `${scope.accountId}/${scope.region}`;
}

function statusOf(reports: ScopeReport[]): ScopeReport['status'] {
  const is = (wanted: ScopeReport['status']) => (report: ScopeReport) =>
    report.status === wanted;
  if (reports.every(is('complete'))) {
    return 'complete';
  }
  return reports.every(is('failed')) ? 'failed' : 'partial';
}
