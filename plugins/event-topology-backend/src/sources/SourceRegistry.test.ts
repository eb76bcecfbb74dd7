import { loyalty } from '../__testUtils__/estate';
import { FakeReadingsSource } from '../__testUtils__/FakeReadingsSource';
import { FakeTopologySource } from '../__testUtils__/FakeTopologySource';
import { SourceRegistry } from './SourceRegistry';

describe('SourceRegistry', () => {
  it('keeps sources in the order in which they came', () => {
    const registry = new SourceRegistry();
    const [b, a] = ['b', 'a'].map(id => new FakeTopologySource(loyalty(), id));
    const readings = new FakeReadingsSource({ now: Date.now, id: 'b' });

    registry.addTopologySource(b);
    registry.addTopologySource(a);
    registry.addReadingsSource(readings);

    expect(registry.topologySources).toEqual([b, a]);
    expect(registry.readingsSources).toEqual([readings]);
  });

  it('refuses a second source of the same name', () => {
    const registry = new SourceRegistry();
    registry.addTopologySource(new FakeTopologySource(loyalty(), 'aws'));
    registry.addReadingsSource(
      new FakeReadingsSource({ now: Date.now, id: 'aws' }),
    );

    expect(() =>
      registry.addTopologySource(new FakeTopologySource(loyalty(), 'aws')),
    ).toThrow('"aws"');
    expect(() =>
      registry.addReadingsSource(
        new FakeReadingsSource({ now: Date.now, id: 'aws' }),
      ),
    ).toThrow('"aws"');
  });
});
