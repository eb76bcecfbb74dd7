import { performance } from 'node:perf_hooks';
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
import { startCatalog } from '../src/__testUtils__/start-catalog';

/** Each path is a rule, a queue with its dead-letter queue, and a service. */
const NODES_A_PATH = 4;
/** AWS lets a bus have 300 rules. */
const PATHS_A_BUS = 100;
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
      const queue = aQueue(name, { tags: { team: `team-${index % 50}` } });
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

async function timed(what: () => Promise<unknown>) {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await what();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
  };
}

function show({ seconds, cpuSeconds }: Awaited<ReturnType<typeof timed>>) {
  return `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU)`;
}

/**
 * How long a large estate takes into a catalog, and what a second time costs.
 * All in one process and one connection, on SQLite in memory.
 */
async function main() {
  const { nodes, edges } = estate(NODES);
  print(`${nodes.length} nodes, ${edges.length} edges`);
  const topology = new FakeEventTopology(aTopology(nodes, edges));
  const catalog = await startCatalog({ features: [topology.feature] });
  // What the catalog itself writes when it looks at entities now and then
  // does not count.
  let writes = 0;
  catalog.knex.on('query', ({ sql }: { sql: string }) => {
    writes += Number(
      /^(insert into|delete from|update) `refresh_state/.test(sql) &&
        !/set `(next_update_at|cache|processed_entity)`/.test(sql),
    );
  });

  const first = await timed(() => catalog.ingest());
  print(
    `handed to the catalog: ${show(first)}, ${writes} statements that write`,
  );
  const processed = await timed(() => catalog.settled(1000));
  print(`processed, related and searchable: ${show(processed)}`);
  const { size } = await catalog.entities();
  print(`entities in the catalog: ${size}`);

  writes = 0;
  topology.topology = {
    ...topology.topology!,
    snapshot: { ...topology.topology!.snapshot!, version: 'same, read anew' },
  };
  const again = await timed(() => catalog.ingest());
  print(`the same again: ${show(again)}, ${writes} statements that write`);
  await catalog.stop();

  const total = first.seconds + processed.seconds;
  print(
    `in all ${total.toFixed(
      1,
    )} s; the goal is ${GOAL_SECONDS} s, and no write the second time`,
  );
  process.exitCode =
    size === nodes.length && writes === 0 && total <= GOAL_SECONDS ? 0 : 1;
}

main()
  .catch(error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  })
  // The catalog leaves timers behind that nobody waits for.
  .finally(() => process.exit());
