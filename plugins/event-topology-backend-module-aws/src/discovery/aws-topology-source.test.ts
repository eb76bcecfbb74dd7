import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { AwsCalls } from '../calls/aws-calls';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';

let sandbox: Sandbox;
let estate: Estate;
let calls: AwsCalls;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  estate = new Estate(sandbox.url);
  calls = testCalls(sandbox.url);
});

afterEach(async () => {
  estate.close();
  await calls.close();
  await sandbox.close();
});

describe('AwsTopologySource', () => {
  it('reads an empty account', async () => {
    const result = await discover(calls);
    console.log(JSON.stringify(result, null, 1).slice(0, 6000));
    expect(result.edges).toEqual([]);
  });
});
