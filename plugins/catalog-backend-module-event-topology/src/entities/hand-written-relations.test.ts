import {
  anEdge,
  aQueue,
  aRule,
  aService,
  linkedTo,
} from '../__testUtils__/estate';
import { handWrittenRelations } from './hand-written-relations';

it('has what no generated entity tells: the flow between hand-written ones', () => {
  const rule = aRule('loyalty');
  const queue = aQueue('loyalty', linkedTo('resource:default/orders'));
  const service = aService('loyalty', linkedTo('component:default/loyalty'));
  expect(
    Object.fromEntries(
      handWrittenRelations({
        nodes: [rule, queue, service],
        edges: [
          anEdge(rule, 'delivers', queue),
          anEdge(queue, 'polls', service),
        ],
      }),
    ),
  ).toEqual({
    'resource:default/orders': {
      dependsOn: [],
      dependencyOf: [],
      flow: [{ type: 'hasConsumer', targetRef: 'component:default/loyalty' }],
    },
    'component:default/loyalty': {
      dependsOn: ['resource:default/orders'],
      dependencyOf: [],
      flow: [],
    },
  });
});
