import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ManualClock, Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import {
  Reading,
  ReadingProblem,
  ScopeReport,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import policy from '../iam-policy.json';
import { Estate } from './__testing__/Estate';
import { discover, testCalls } from './__testing__/discover';
import { furnish } from './__testing__/furnish';
import { AwsReadingsSource } from './readings/aws-readings-source';

const DOCS = resolve(__dirname, '../../../docs/iam-policy.md');

/** The second region holds the secondary bus of the global endpoint. */
const accounts = [
  { accountId: '123456789012', regions: ['eu-central-1', 'eu-north-1'] },
];

/** All that one look at the account gives. */
interface Look {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  scopes: ScopeReport[];
  readings: Reading[];
  problems: ReadingProblem[];
}

/** What the absence of a statement costs, and who says so. */
interface Cost {
  sid: string;
  nodes: string[];
  edges: string[];
  /** What is not known of resources that stay. */
  details: string[];
  figures: string[];
  reported: string[];
}

let clock: ManualClock;
let sandbox: Sandbox;
let estate: Estate;
let whole: Look;

beforeAll(async () => {
  clock = new ManualClock(Date.parse('2026-11-27T03:30:00Z'));
  sandbox = await startSandbox({ port: 0, clock });
  estate = new Estate(sandbox.url);
  await furnish(estate, 1);
  await clock.advance(120_000);
  whole = await look([]);
}, 60_000);

afterAll(async () => {
  estate.close();
  await sandbox.close();
});

/** As a portal sees the account that has just been started, so that it remembers nothing. */
async function look(denied: string[]): Promise<Look> {
  sandbox.setBehaviour({ denied: denied.map(action => ({ action })) });
  const calls = testCalls(sandbox.url);
  const { nodes, edges, scopes } = await discover(calls, { accounts });
  const { readings, problems } = await new AwsReadingsSource({
    calls,
    accounts,
    metricsMilliseconds: 0,
    now: () => clock.now(),
  }).read(nodes, edges, {
    mode: 'map',
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  });
  await calls.close();
  sandbox.setBehaviour({});
  return { nodes, edges, scopes, readings, problems };
}

function costOf(sid: string, without: Look): Cost {
  const kindOf = new Map(without.nodes.map(node => [node.id, node.kind]));
  const wholeKindOf = new Map(whole.nodes.map(node => [node.id, node.kind]));
  const edgeIds = new Set(without.edges.map(edge => edge.id));
  const readIds = new Set(without.readings.map(reading => reading.nodeId));
  return {
    sid,
    nodes: unique(
      whole.nodes
        // A stand-in of another kind says that there is something, not what.
        .filter(node => kindOf.get(node.id) !== node.kind)
        .map(node => node.kind),
    ),
    edges: unique(
      whole.edges
        .filter(edge => !edgeIds.has(edge.id))
        .map(
          edge =>
            `${wholeKindOf.get(edge.from)} ${edge.kind} ${wholeKindOf.get(
              edge.to,
            )}`,
        ),
    ),
    details: unique(
      whole.nodes.flatMap(node => {
        const now = without.nodes.find(one => one.id === node.id);
        return now?.kind === node.kind ? missingDetails(node, now) : [];
      }),
    ),
    figures: unique(
      whole.readings
        .filter(
          reading =>
            kindOf.get(reading.nodeId) === reading.kind &&
            !readIds.has(reading.nodeId),
        )
        .map(reading => reading.kind),
    ),
    reported: unique([
      ...without.scopes
        .filter(scope => scope.status !== 'complete')
        .map(scope => `${scope.service} ${scope.status}`),
      ...without.problems.map(
        ({ scope }) => `figures of ${scope.split('/')[2]} missing`,
      ),
    ]),
  };
}

function missingDetails(before: TopologyNode, now: TopologyNode): string[] {
  const details = (node: TopologyNode): Record<string, unknown> => ({
    ...node.attributes,
    ...(Object.keys(node.tags).length > 0 && { tags: node.tags }),
  });
  const known = details(now);
  return Object.entries(details(before))
    .filter(([name, value]) => !isDeepStrictEqual(known[name], value))
    .map(([name]) => `${name} of ${before.kind}`);
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}

it('reads all with the whole policy', () => {
  expect(whole.scopes.flatMap(scope => scope.errors)).toEqual([]);
  expect(whole.problems).toEqual([]);
});

describe('a policy without', () => {
  const costs: Cost[] = [];

  it.each(policy.Statement)(
    '$Sid says so by its name, and keeps all else',
    async ({ Sid, Action }) => {
      const without = await look(Action);
      costs.push(costOf(Sid, without));

      const remedies = [
        ...without.scopes.flatMap(scope => scope.errors),
        ...without.problems,
      ].map(({ remedy }) => remedy);
      expect(remedies).not.toEqual([]);
      for (const remedy of remedies) {
        expect(remedy).toContain(`statement ${Sid} of the read-only policy`);
      }
      const services = unique(
        Action.map(action =>
          action === 'cloudwatch:DescribeAlarms'
            ? 'cloudwatch'
            : action.split(':')[0],
        ),
      );
      const incomplete = unique(
        [
          ...without.scopes.filter(scope => scope.status !== 'complete'),
          ...without.problems.map(({ scope }) => ({
            service: scope.split('/')[2],
          })),
        ].map(({ service }) => service),
      );
      expect(services).toEqual(expect.arrayContaining(incomplete));
    },
    30_000,
  );

  it('costs what the documentation says', () => {
    expect(costs.map(({ sid }) => sid)).toEqual(
      policy.Statement.map(({ Sid }) => Sid),
    );
    expect(rowsIn(readFileSync(DOCS, 'utf8'))).toEqual(costs.map(rowOf));
  });
});

/** A row of the table in the documentation. */
function rowOf(cost: Cost): string {
  const cells = [
    `\`${cost.sid}\``,
    ...[cost.nodes, cost.edges, cost.details, cost.figures, cost.reported].map(
      values => values.join(', '),
    ),
  ];
  return withoutPadding(`| ${cells.join(' | ')} |`);
}

/** The rows that begin with a statement, without the spaces that line them up. */
function rowsIn(text: string): string[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('| `Read'))
    .map(withoutPadding);
}

function withoutPadding(row: string): string {
  return row.replace(/\s+/g, ' ');
}
