import { ScopeReport } from '@ecs-eda/plugin-event-topology-common';
import { shopNodes, shopSnapshot } from '../__fixtures__/shop';
import { accountStates } from './account-states';

function inAccount(
  scopes: ScopeReport[],
  accountId: string,
  change: (scope: ScopeReport) => Partial<ScopeReport>,
): ScopeReport[] {
  return scopes.map(scope => ({
    ...scope,
    accountId,
    key: `${accountId}/${scope.region}/${scope.service}`,
    ...change(scope),
  }));
}

it('says what was read of an account, and how much is on the map', () => {
  const [state, ...others] = accountStates(shopSnapshot());
  expect(others).toEqual([]);
  expect(state).toMatchObject({
    accountId: '123456789012',
    region: 'eu-central-1',
    status: 'complete',
    problems: [],
  });
  expect(state.completeServices).toContain('sqs');
  expect(state.resources).toBeGreaterThan(0);
  expect(state.resources).toBeLessThanOrEqual(shopNodes.length);
});

it('puts first what could not be read at all, then what was read in part', () => {
  const snapshot = shopSnapshot();
  const { scopes } = snapshot;
  const states = accountStates({
    ...snapshot,
    scopes: [
      ...scopes,
      ...inAccount(scopes, '222222222222', ({ service }) =>
        service === 'sqs' ? { status: 'failed' } : {},
      ),
      ...inAccount(scopes, '333333333333', () => ({ status: 'failed' })),
    ],
  });
  expect(
    states.map(({ accountId, status, problems }) => [
      accountId,
      status,
      problems.length,
    ]),
  ).toEqual([
    ['333333333333', 'failed', scopes.length],
    ['222222222222', 'partial', 1],
    ['123456789012', 'complete', 0],
  ]);
});
