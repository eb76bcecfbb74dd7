import { anEdge, aQueue, aService, linkedTo } from '../__testUtils__/estate';
import { changedFlow, handWrittenFlow } from './hand-written-flow';

const queue = aQueue('loyalty', linkedTo('resource:default/orders'));
const service = aService('loyalty', linkedTo('component:default/loyalty'));
const joined = handWrittenFlow({
  nodes: [queue, service],
  edges: [anEdge(queue, 'polls', service)],
});

it('finds the ARNs around which the flow has changed', () => {
  const apart = handWrittenFlow({ nodes: [queue, service], edges: [] });
  expect(changedFlow(apart, joined).sort()).toEqual([service.id, queue.id]);
  expect(changedFlow(joined, apart).sort()).toEqual([service.id, queue.id]);
});

it('finds none where all is as it was', () => {
  const again = handWrittenFlow({
    nodes: [service, queue],
    edges: [anEdge(queue, 'polls', service)],
  });
  expect(changedFlow(joined, again)).toEqual([]);
});
