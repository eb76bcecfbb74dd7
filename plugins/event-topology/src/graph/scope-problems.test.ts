import { loyaltyQueue, shopNodes, shopSnapshot } from '../__fixtures__/shop';
import { scopeProblems } from './scope-problems';

describe('scopeProblems', () => {
  it('is empty when everything was read', () => {
    expect(scopeProblems(shopSnapshot())).toEqual([]);
  });

  it('names failed scopes before partly read ones, with what hangs on them', () => {
    const snapshot = shopSnapshot({
      nodes: shopNodes.map(node =>
        node.id === loyaltyQueue.id ? { ...node, stale: true } : node,
      ),
    });
    snapshot.scopes = snapshot.scopes.map(scope => {
      if (scope.service === 'sqs') {
        return { ...scope, status: 'failed' };
      }
      return scope.service === 'events'
        ? { ...scope, status: 'partial' }
        : scope;
    });
    expect(
      scopeProblems(snapshot).map(({ scope, staleNodes }) => [
        scope.service,
        scope.status,
        staleNodes,
      ]),
    ).toEqual([
      ['sqs', 'failed', 1],
      ['events', 'partial', 0],
    ]);
  });
});
