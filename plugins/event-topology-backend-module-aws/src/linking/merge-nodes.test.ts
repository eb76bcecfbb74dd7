import { arnOf, placeOf } from '../__testing__/place';
import { unreadNode } from '../findings/external-node';
import { makeNode } from '../findings/make-node';
import { mergeNodes } from './merge-nodes';

describe('mergeNodes', () => {
  it('prefers what was read to what stands in for it', () => {
    const id = arnOf('sqs', 'orders');
    const queue = makeNode(placeOf('sqs'), 'queue', id, 'orders', {
      fifo: false,
      queueUrl: '',
    });
    const standIn = unreadNode(placeOf('events'), id, 'not read');

    expect(mergeNodes([standIn, queue])).toEqual([queue]);
    expect(mergeNodes([queue, standIn])).toEqual([queue]);
  });

  it('does not depend on who answered first', () => {
    const node = (service: string) =>
      makeNode(placeOf(service), 'external', 'urn:x', 'x', {
        protocol: 'http',
      });

    expect(mergeNodes([node('states'), node('events')])).toEqual([
      node('events'),
    ]);
    expect(mergeNodes([node('events'), node('states')])).toEqual([
      node('events'),
    ]);
  });
});
