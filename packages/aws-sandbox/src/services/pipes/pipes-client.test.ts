import {
  CreatePipeCommand,
  DescribePipeCommand,
  NotFoundException,
  PipesClient,
  paginateListPipes,
} from '@aws-sdk/client-pipes';
import { ManualClock } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { sqsService } from '../sqs';
import { pipesService } from './index';

describe('Pipes over the SDK client', () => {
  const clock = new ManualClock();
  let sandbox: Sandbox;
  let client: PipesClient;

  beforeEach(async () => {
    sandbox = await startSandbox({
      port: 0,
      clock,
      services: [pipesService, sqsService],
    });
    client = new PipesClient(clientConfig(sandbox));
  });

  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });

  const queueArn = (name: string) =>
    `arn:aws:sqs:eu-west-1:111111111111:${name}`;

  it('describes a pipe as it was made, lists by page, and knows what is not there', async () => {
    for (const Name of ['a', 'b', 'c']) {
      await client.send(
        new CreatePipeCommand({
          Name,
          Source: queueArn('in'),
          Target: queueArn('out'),
          RoleArn: 'arn:aws:iam::111111111111:role/pipe',
          SourceParameters: {
            FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] },
            SqsQueueParameters: { BatchSize: 5 },
          },
          Tags: { team: 'crm' },
        }),
      );
    }
    const pipe = await client.send(new DescribePipeCommand({ Name: 'a' }));
    expect(pipe).toMatchObject({
      Arn: 'arn:aws:pipes:eu-west-1:111111111111:pipe/a',
      CurrentState: 'CREATING',
      DesiredState: 'RUNNING',
      Source: queueArn('in'),
      Target: queueArn('out'),
      SourceParameters: {
        FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] },
        SqsQueueParameters: { BatchSize: 5 },
      },
      Tags: { team: 'crm' },
      CreationTime: new Date(clock.now()),
    });
    const names: (string | undefined)[][] = [];
    for await (const page of paginateListPipes({ client, pageSize: 2 }, {})) {
      names.push((page.Pipes ?? []).map(one => one.Name));
    }
    expect(names).toEqual([['a', 'b'], ['c']]);
    await expect(
      client.send(new DescribePipeCommand({ Name: 'none' })),
    ).rejects.toBeInstanceOf(NotFoundException);
  });
});
