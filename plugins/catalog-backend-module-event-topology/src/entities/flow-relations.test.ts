import { ENTITY_RELATIONS } from '@ecs-eda/plugin-event-topology-common';
import {
  aBus,
  anEdge,
  aQueue,
  aRule,
  aService,
  linkedTo,
} from '../__testUtils__/estate';
import { generatedRefOf } from './entity-name';
import { flowRelations, inverseOf } from './flow-relations';
import { standingEntities } from './standing-entities';

const bus = aBus('shop');
const rule = aRule('loyalty');
const queue = aQueue('loyalty');
const service = aService('loyalty');
const [busRef, ruleRef, queueRef, serviceRef] = [bus, rule, queue, service].map(
  node => generatedRefOf(node),
);

function relations(
  nodes: Parameters<typeof standingEntities>[0],
  edges: ReturnType<typeof anEdge>[],
) {
  return Object.fromEntries(flowRelations({ edges }, standingEntities(nodes)));
}

it('lets the dependent tell the dependency, and the end that events come from the flow', () => {
  expect(
    relations(
      [bus, rule, queue, service],
      [
        anEdge(bus, 'matches', rule),
        anEdge(rule, 'delivers', queue),
        anEdge(queue, 'polls', service),
      ],
    ),
  ).toEqual({
    [busRef]: {
      dependsOn: [],
      dependencyOf: [],
      flow: [{ type: 'hasRule', targetRef: ruleRef }],
    },
    [ruleRef]: {
      dependsOn: [busRef, queueRef].sort(),
      dependencyOf: [],
      flow: [{ type: 'deliversTo', targetRef: queueRef }],
    },
    [queueRef]: {
      dependsOn: [],
      dependencyOf: [],
      flow: [{ type: 'hasConsumer', targetRef: serviceRef }],
    },
    [serviceRef]: { dependsOn: [queueRef], dependencyOf: [], flow: [] },
  });
});

it('lets the generated entity tell all, where the other is hand-written', () => {
  const ref = 'component:default/loyalty';
  const written = aService('loyalty', linkedTo(ref));
  expect(
    relations(
      [queue, rule, written],
      [anEdge(queue, 'polls', written), anEdge(written, 'publishes', rule)],
    ),
  ).toEqual({
    [queueRef]: {
      dependsOn: [],
      dependencyOf: [ref],
      flow: [{ type: 'hasConsumer', targetRef: ref }],
    },
    [ruleRef]: {
      dependsOn: [],
      dependencyOf: [ref],
      flow: [{ type: 'hasPublisher', targetRef: ref }],
    },
  });
});

it('tells a relation once, however many edges there are, and none to itself', () => {
  const twice = { ...anEdge(rule, 'delivers', queue), id: 'another target' };
  expect(
    relations(
      [rule, queue],
      [
        anEdge(rule, 'delivers', queue),
        twice,
        anEdge(queue, 'dead-letters', queue),
      ],
    )[ruleRef].flow,
  ).toHaveLength(1);
});

it('leaves out edges to what is not in the catalog', () => {
  expect(relations([rule], [anEdge(rule, 'delivers', queue)])).toEqual({});
});

it('knows each relation from its other end', () => {
  for (const { forward, reverse } of Object.values(ENTITY_RELATIONS)) {
    expect(inverseOf(forward)).toBe(reverse);
    expect(inverseOf(reverse)).toBe(forward);
  }
  expect(inverseOf('ownedBy')).toBeUndefined();
});
