import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { CatalogLinker } from '../catalog/CatalogLinker';
import { ReadableEntities } from '../catalog/ReadableEntities';
import { DatabaseDocuments } from '../database/DatabaseDocuments';
import { DatabaseInterestStore } from '../database/DatabaseInterestStore';
import { DatabaseLeaseStore } from '../database/DatabaseLeaseStore';
import { DatabaseReadingsStore } from '../database/DatabaseReadingsStore';
import { DatabaseTopologyStore } from '../database/DatabaseTopologyStore';

import { CurrentReadings } from '../readings/CurrentReadings';
import { Interests } from '../readings/Interests';
import { ReadingsPoller } from '../readings/ReadingsPoller';
import { SnapshotEvents } from '../refresh/SnapshotEvents';
import { TopologyRefresher } from '../refresh/TopologyRefresher';
import { TopologySignals } from '../signals/TopologySignals';
import { CurrentTopology } from '../topology/CurrentTopology';
import { TopologyViews } from '../visibility/TopologyViews';
import { loyalty } from './estate';
import { FakeClock } from './FakeClock';
import { FakeReadingsSource } from './FakeReadingsSource';
import { FakeTopologySource } from './FakeTopologySource';
import { RecordedEvents } from './RecordedEvents';
import { nodeRuleset } from './node-ruleset';
import { RecordedSignals } from './RecordedSignals';

/**
 * All of the plugin but its wiring: one of the replicas that share `knex`, as
 * the test drives it.
 */
export function createReplica(options: {
  knex: Knex;
  clock: FakeClock;
  name?: string;
  source?: FakeTopologySource;
  readingsSource?: FakeReadingsSource;
  entities?: Entity[];
  catalog?: CatalogService;
}) {
  const { knex, clock } = options;
  const { now } = clock;
  const replicaId = options.name ?? 'replica';
  const source = options.source ?? new FakeTopologySource(loyalty());
  const readingsSource =
    options.readingsSource ?? new FakeReadingsSource({ now });
  const catalog =
    options.catalog ?? catalogServiceMock({ entities: options.entities });
  const logger = mockServices.logger.mock();
  const recorded = new RecordedSignals();
  const signals = new TopologySignals({ signals: recorded, logger });
  const events = new RecordedEvents();
  const documents = new DatabaseDocuments({ knex, now });
  const leases = new DatabaseLeaseStore({ knex, now });
  const topology = new CurrentTopology({
    store: new DatabaseTopologyStore({ knex, documents }),
    logger,
  });
  const readings = new CurrentReadings({
    store: new DatabaseReadingsStore({ documents }),
    logger,
    staleAfterSeconds: 225,
  });
  const interests = new Interests({
    store: new DatabaseInterestStore({ knex, now }),
    logger,
    now,
  });
  const refresher = new TopologyRefresher({
    sources: [source],
    topology,
    linker: new CatalogLinker({
      catalog,
      auth: mockServices.auth(),
      logger,
      now,
    }),
    leases,
    signals,
    events: new SnapshotEvents({ events, logger }),
    logger,
    replicaId,
    scheduleSeconds: 120,
    timeoutSeconds: 60,
    now,
  });
  const poller = new ReadingsPoller({
    sources: [readingsSource],
    topology,
    readings,
    interests,
    leases,
    signals,
    logger,
    replicaId,
    frequencySeconds: 15,
    idleFrequencySeconds: 120,
    watchedFrequencySeconds: 3,
    now,
  });
  const views = new TopologyViews({
    topology,
    entities: new ReadableEntities({ catalog, logger, now }),
    ruleset: nodeRuleset(),
  });
  return {
    source,
    readingsSource,
    catalog,
    logger,
    signals: recorded,
    events,
    documents,
    leases,
    topology,
    views,
    readings,
    interests,
    refresher,
    poller,
    watchedFrequencySeconds: 3,
    /** Reads the structure and waits for the end. */
    async refresh(how: { asked?: boolean } = {}) {
      const { outcome, finished } = await refresher.refresh(how);
      await finished;
      return outcome;
    },
    /** One turn of the readings' clock, with all that it begins. */
    async tick() {
      await poller.tick();
      await poller.settled();
    },
  };
}
