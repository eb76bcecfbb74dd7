import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { Knex } from 'knex';
import { DatabaseDocuments } from './DatabaseDocuments';
import { StoredTopology, TopologyStore } from './TopologyStore';

/** Nodes and edges: large, written only when the version changes. */
const GRAPH = 'topology-graph';
/** All else of the snapshot: small, written by every read. */
const REPORT = 'topology-report';

type Graph = Pick<TopologySnapshot, 'nodes' | 'edges'>;
type Report = Omit<TopologySnapshot, 'nodes' | 'edges'>;

/** Keeps the snapshot in the plugin's database. */
export class DatabaseTopologyStore implements TopologyStore {
  readonly #knex: Knex;
  readonly #documents: DatabaseDocuments;

  constructor(options: { knex: Knex; documents: DatabaseDocuments }) {
    this.#knex = options.knex;
    this.#documents = options.documents;
  }

  async revision(): Promise<number> {
    const [report] = await this.#documents.heads([REPORT]);
    return report.revision;
  }

  async load(known?: StoredTopology): Promise<StoredTopology | undefined> {
    // The two documents are written together but read one after the other: a
    // save in between shows as two versions, and the next attempt sees one.
    for (let attempt = 0; attempt < 3; attempt++) {
      const report = await this.#documents.read<Report>(REPORT);
      if (!report) {
        return undefined;
      }
      const { version } = report.content;
      if (known?.snapshot.version === version) {
        const { nodes, edges } = known.snapshot;
        return {
          revision: report.revision,
          snapshot: { ...report.content, nodes, edges },
        };
      }
      const graph = await this.#documents.read<Graph>(GRAPH);
      if (graph?.label === version) {
        return {
          revision: report.revision,
          snapshot: { ...report.content, ...graph.content },
        };
      }
    }
    throw new Error(
      'The stored snapshot kept changing while it was read from the database',
    );
  }

  async save(
    snapshot: TopologySnapshot,
    expectedRevision: number,
  ): Promise<StoredTopology | undefined> {
    const { nodes, edges, ...report } = snapshot;
    return this.#knex.transaction(async transaction => {
      const revision = await this.#documents.write(REPORT, report, {
        label: snapshot.version,
        expectedRevision,
        transaction,
      });
      if (revision === undefined) {
        return undefined;
      }
      const [graph] = await this.#documents.heads([GRAPH], transaction);
      if (graph.label !== snapshot.version) {
        await this.#documents.write(
          GRAPH,
          { nodes, edges },
          { label: snapshot.version, transaction },
        );
      }
      return { revision, snapshot };
    });
  }
}
