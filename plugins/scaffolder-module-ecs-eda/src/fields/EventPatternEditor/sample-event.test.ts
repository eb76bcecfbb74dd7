import { explainEventPattern } from '@ecs-eda/plugin-event-topology-common';
import { sampleEvent } from './sample-event';

describe('sampleEvent', () => {
  it.each([
    { source: ['shop.order'], 'detail-type': ['OrderCreated', 'OrderPaid'] },
    { detail: { total: [{ numeric: ['>', 0, '<=', 5] }] } },
    { detail: { total: [{ numeric: ['<', 0] }], sku: [{ prefix: 'A-' }] } },
    { detail: { total: [{ numeric: ['=', 7] }], file: [{ suffix: '.mp4' }] } },
    { detail: { file: [{ suffix: { 'equals-ignore-case': '.MP4' } }] } },
    { detail: { name: [{ 'equals-ignore-case': 'Anna' }] } },
    { detail: { path: [{ wildcard: 'videos/*/raw*' }] } },
    { detail: { state: [{ 'anything-but': ['done', 'failed'] }] } },
    { detail: { ip: [{ cidr: '10.0.0.0/24' }], id: [{ exists: true }] } },
    { detail: { deleted: [{ exists: false }], flag: [null], n: [3] } },
    { resources: ['arn:aws:s3:::videos'] },
  ])('matches the pattern it was made for: %j', pattern => {
    expect(explainEventPattern(pattern, sampleEvent(pattern))).toEqual({
      matches: true,
      mismatches: [],
    });
  });

  it('has the envelope of every event', () => {
    expect(Object.keys(sampleEvent({}))).toEqual(
      expect.arrayContaining(['id', 'source', 'detail-type', 'time', 'detail']),
    );
  });
});
