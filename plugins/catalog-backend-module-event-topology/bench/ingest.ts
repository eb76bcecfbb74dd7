import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import {
  aBus,
  anEdge,
  aQueue,
  aRule,
  aService,
  aTopology,
} from '../src/__testUtils__/estate';
import { FakeEventTopology } from '../src/__testUtils__/FakeEventTopology';
import {
  CATALOG,
  handWritten,
  startCatalog,
} from '../src/__testUtils__/start-catalog';

/** Each path is a rule, a queue with its dead-letter queue, and a service. */
const NODES_A_PATH = 4;
/** AWS lets a bus have 300 rules. */
const PATHS_A_BUS = 100;
const TEAMS = 50;
const NODES = 5000;
const GOAL_SECONDS = 60;

function print(line: string) {
  process.stdout.write(`${line}\n`);
}

/** Buses, and from them as many paths as make the estate this large. */
function estate(size: number) {
  const busCount = Math.ceil(size / (PATHS_A_BUS * NODES_A_PATH));
  const buses = Array.from({ length: busCount }, (_, index) =>
    aBus(`bus-${index}`),
  );
  const edges: TopologyEdge[] = [];
  const paths = Array.from(
    { length: Math.floor((size - busCount) / NODES_A_PATH) },
    (_, index) => {
      const bus = buses[index % busCount];
      const name = `team-${index}-orders`;
      const rule = aRule(name);
      const queue = aQueue(name, { tags: { team: `team-${index % TEAMS}` } });
      const deadLetters = aQueue(`${name}-dlq`);
      const service = aService(name);
      edges.push(
        anEdge(bus, 'matches', rule),
        anEdge(rule, 'delivers', queue),
        anEdge(queue, 'dead-letters', deadLetters),
        anEdge(queue, 'polls', service),
      );
      return [rule, queue, deadLetters, service];
    },
  );
  return { nodes: [...buses, ...paths.flat()], edges };
}

/** The groups that own the estate, so that they get their relations, too. */
function owners(): Entity[] {
  const names = Array.from({ length: TEAMS }, (_, index) => `team-${index}`);
  return ['nobody', ...names].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: 'url:https://git.example/org.yaml',
        [ANNOTATION_ORIGIN_LOCATION]: 'url:https://git.example/org.yaml',
      },
    },
    spec: { type: 'team', children: [] },
  }));
}

/** As many entities as the estate has, which say no more than they must. */
function bare(size: number): Entity[] {
  return Array.from({ length: size }, (_, index) =>
    handWritten('Resource', `resource-${index}`),
  );
}

/** What this process has used so far. */
function usage() {
  const { user, system } = process.cpuUsage();
  return {
    seconds: performance.now() / 1000,
    cpuSeconds: (user + system) / 1e6,
    waitingSeconds: performance.eventLoopUtilization().idle / 1000,
  };
}

type Usage = ReturnType<typeof usage>;

function since(from: Usage, to: Usage): Usage {
  return {
    seconds: to.seconds - from.seconds,
    cpuSeconds: to.cpuSeconds - from.cpuSeconds,
    waitingSeconds: to.waitingSeconds - from.waitingSeconds,
  };
}

function show({ seconds, cpuSeconds, waitingSeconds }: Usage) {
  return `${seconds.toFixed(1)} s, of them ${cpuSeconds.toFixed(
    1,
  )} s of CPU and ${waitingSeconds.toFixed(1)} s of waiting`;
}

/** Writes that an ingest makes; not what the catalog notes when it looks at entities. */
function isIngestWrite(sql: string) {
  return (
    /^(insert into|delete from|update) .refresh_state/.test(sql) &&
    !/set .(next_update_at|cache|processed_entity)/.test(sql)
  );
}

/** What the catalog does last with an entity: it takes it off the queue. */
function isEndOfStitch(sql: string) {
  return /^delete from .stitch_queue/.test(sql);
}

/**
 * How long a large estate takes into a catalog, and what a second time costs.
 * All in one process, on SQLite in memory, or on the PostgreSQL server that
 * `BENCH_POSTGRES_URL` names. With the argument `bare` it takes as many entities
 * without annotations and relations instead: what of the time is the catalog's.
 */
async function main() {
  const isBare = process.argv.includes('bare');
  const { nodes, edges } = estate(NODES);
  const topology = new FakeEventTopology(aTopology(nodes, edges));
  const groups = owners();
  const catalog = await startCatalog({
    features: [topology.feature],
    postgresUrl: process.env.BENCH_POSTGRES_URL,
    written: groups,
    // After two minutes the catalog would begin with the first ones again.
    config: { catalog: { ...CATALOG, processingInterval: { hours: 1 } } },
  });
  const before = await catalog.settled();
  if (before.size !== groups.length) {
    throw new Error(
      'The catalog has entities already: drop the database backstage_plugin_catalog, or name another server in BENCH_POSTGRES_URL',
    );
  }
  print(
    isBare
      ? `${nodes.length} entities that say nothing`
      : `${nodes.length} nodes, ${edges.length} edges`,
  );
  print(
    `${availableParallelism()} cores, load ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  );
  let writes = 0;
  let end = usage();
  catalog.knex.on('query', ({ sql }: { sql: string }) => {
    writes += Number(isIngestWrite(sql));
    end = isEndOfStitch(sql) ? usage() : end;
  });

  const start = usage();
  await (isBare
    ? catalog.write([...groups, ...bare(nodes.length)])
    : catalog.ingest());
  print(`handed to the catalog: ${show(since(start, usage()))}`);
  const { size } = await catalog.settled(1000);
  const total = since(start, end);
  print(`processed, related and searchable: ${show(total)}`);
  print(
    `the rest of the time it had no core; with one to itself it takes ${(
      total.cpuSeconds + total.waitingSeconds
    ).toFixed(1)} s at most`,
  );
  const isComplete = size === nodes.length + groups.length;
  print(`entities in the catalog: ${size - groups.length}`);

  if (!isBare) {
    writes = 0;
    topology.topology = {
      ...topology.topology!,
      snapshot: { ...topology.topology!.snapshot!, version: 'same, read anew' },
    };
    const startOfSecond = usage();
    await catalog.ingest();
    print(
      `the same again: ${show(
        since(startOfSecond, usage()),
      )}, ${writes} writes`,
    );
    print(
      `the goal is ${GOAL_SECONDS} s, and no write the second time: ${total.seconds.toFixed(
        1,
      )} s, ${writes} writes`,
    );
  }
  await catalog.stop();
  process.exitCode =
    isComplete && (isBare || (writes === 0 && total.seconds <= GOAL_SECONDS))
      ? 0
      : 1;
}

main()
  .catch(error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  })
  // The catalog leaves timers behind that nobody waits for.
  .finally(() => process.exit());
