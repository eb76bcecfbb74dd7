import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Creates a log group that goes away with the check. */
async function createLogGroup(
  context: ContractContext,
  logGroupName = context.name('log'),
): Promise<string> {
  const { logs } = context.aws;
  await logs.send(
    new CreateLogGroupCommand({ logGroupName, tags: { contract: 'yes' } }),
  );
  context.cleanUp(() => logs.send(new DeleteLogGroupCommand({ logGroupName })));
  return logGroupName;
}

/** Where containers and rules write. */
export const logsChecks: Check[] = [
  {
    behaviour: 'keeps the retention and the tags of a group',
    async run(context) {
      const { logs } = context.aws;
      const logGroupName = await createLogGroup(context);
      await logs.send(
        new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 14 }),
      );
      const { logGroups } = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
      );
      expect(logGroups?.[0].retentionInDays).toBe(14);
      const { tags } = await logs.send(
        new ListTagsForResourceCommand({
          resourceArn: logGroups?.[0].arn?.replace(/:\*$/, ''),
        }),
      );
      expect(tags).toEqual({ contract: 'yes' });
    },
  },
  {
    behaviour: 'gives the events of a stream, and finds them by a term',
    async run(context) {
      const { logs } = context.aws;
      const logGroupName = await createLogGroup(context);
      const stream = { logGroupName, logStreamName: 'task-1' };
      await logs.send(new CreateLogStreamCommand(stream));
      const timestamp = Date.now();
      await logs.send(
        new PutLogEventsCommand({
          ...stream,
          logEvents: [
            { timestamp, message: 'order created' },
            { timestamp: timestamp + 1, message: 'order failed' },
          ],
        }),
      );
      await context.eventually('two log events', async () => {
        const { events } = await logs.send(
          new GetLogEventsCommand({ ...stream, startFromHead: true }),
        );
        return events?.length === 2;
      });
      const { events } = await logs.send(
        new FilterLogEventsCommand({ logGroupName, filterPattern: 'failed' }),
      );
      expect(events?.map(({ message }) => message)).toEqual(['order failed']);
    },
  },
  {
    behaviour: 'pages over groups',
    async run(context) {
      const prefix = context.name('logs');
      const made = [
        await createLogGroup(context, `${prefix}-a`),
        await createLogGroup(context, `${prefix}-b`),
      ];
      const names = await context.pages(
        'DescribeLogGroups',
        async nextToken => {
          const page = await context.aws.logs.send(
            new DescribeLogGroupsCommand({
              logGroupNamePrefix: prefix,
              limit: 1,
              nextToken,
            }),
          );
          return {
            items: page.logGroups?.map(({ logGroupName }) => logGroupName),
            next: page.nextToken,
          };
        },
      );
      expect(names).toEqual(made);
    },
  },
  {
    behaviour: 'says that a group is not there',
    async run(context) {
      await expectError(
        context.aws.logs.send(
          new FilterLogEventsCommand({ logGroupName: context.name('none') }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
