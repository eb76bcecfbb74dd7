import {
  ReadingsSource,
  ReadingsSourcesExtensionPoint,
  TopologySource,
  TopologySourcesExtensionPoint,
} from '@ecs-eda/plugin-event-topology-node';

/** Holds the sources that modules add before the plugin starts. */
export class SourceRegistry
  implements TopologySourcesExtensionPoint, ReadingsSourcesExtensionPoint
{
  readonly #topology = new Map<string, TopologySource>();
  readonly #readings = new Map<string, ReadingsSource>();

  addTopologySource(source: TopologySource): void {
    add(this.#topology, source, 'topology');
  }

  addReadingsSource(source: ReadingsSource): void {
    add(this.#readings, source, 'readings');
  }

  get topologySources(): TopologySource[] {
    return [...this.#topology.values()];
  }

  get readingsSources(): ReadingsSource[] {
    return [...this.#readings.values()];
  }
}

function add<T extends { id: string }>(
  sources: Map<string, T>,
  source: T,
  of: string,
): void {
  if (sources.has(source.id)) {
    throw new Error(
      `A source of ${of} with the id "${source.id}" was added twice: is a module of the event-topology backend installed twice?`,
    );
  }
  sources.set(source.id, source);
}
