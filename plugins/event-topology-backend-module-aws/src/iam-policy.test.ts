import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from './__testing__/Estate';
import { discover, testCalls } from './__testing__/discover';
import { furnish } from './__testing__/furnish';
import { AwsReadingsSource } from './readings/aws-readings-source';
import { ROLES_READ_ONE_BY_ONE } from './sources/iam';

const PACKAGE = resolve(__dirname, '..');
const policyText = readFileSync(resolve(PACKAGE, 'iam-policy.json'), 'utf8');
const policy: {
  Statement: {
    Sid: string;
    Effect: string;
    Action: string[];
    Resource: string;
  }[];
} = JSON.parse(policyText);

const accounts = ['123456789012', '210987654321'].map(accountId => ({
  accountId,
  regions: ['eu-central-1'],
}));

/**
 * What AWS asks for beside the action of a call: who lists the topics of a
 * cluster connects to it, which alone lets nobody read or write a record.
 */
const NO_CALLS = ['kafka-cluster:Connect'];

describe('the read-only policy', () => {
  it('allows exactly the actions that a full read calls', async () => {
    const sandbox = await startSandbox({ port: 0 });
    const few = new Estate(sandbox.url);
    await furnish(few, ROLES_READ_ONE_BY_ONE - 1);
    const many = new Estate(sandbox.url, { accountId: '210987654321' });
    await furnish(many, ROLES_READ_ONE_BY_ONE + 1);
    const calls = testCalls(sandbox.url);
    const readings = new AwsReadingsSource({
      calls,
      accounts,
      metricsMilliseconds: 0,
    });
    sandbox.calls.reset();

    const { nodes, edges, scopes } = await discover(calls, { accounts });
    for (const mode of ['map', 'watched'] as const) {
      const { problems } = await readings.read(nodes, edges, {
        mode,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
      });
      expect(problems).toEqual([]);
    }

    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    expect(
      policy.Statement.flatMap(statement => statement.Action).sort(),
    ).toEqual([...Object.keys(sandbox.calls.byAction()), ...NO_CALLS].sort());

    few.close();
    many.close();
    await calls.close();
    await sandbox.close();
  }, 60_000);

  it('lets nothing be changed', () => {
    const actions = policy.Statement.flatMap(one => one.Action).filter(
      action => !NO_CALLS.includes(action),
    );
    for (const action of actions) {
      expect(action).toMatch(/^[a-z-]+:(GET$|Get|List|Describe)/);
    }
  });

  it('allows each action once, in statements with names of their own', () => {
    const actions = policy.Statement.flatMap(one => one.Action);
    const sids = policy.Statement.map(one => one.Sid);
    expect(new Set(actions).size).toBe(actions.length);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it('stands in the README word for word', () => {
    const readme = readFileSync(resolve(PACKAGE, 'README.md'), 'utf8');

    expect(readme).toContain(`\`\`\`json\n${policyText.trim()}\n\`\`\``);
  });
});
