import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DescribeEventBusCommand,
  PutPermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { AwsClients } from '../aws/aws-clients';
import { orElse } from '../aws/or-else';
import { policyDocument } from '../aws/policy-document';
import { required } from '../aws/required';
import { ensureRule } from '../aws/rule';
import { tagList } from '../aws/tags';
import { shopTags } from './shop';

const NAME = 'shop';
const tags = shopTags({ component: 'platform', pattern: 'event-bus' });

/** The shop's own bus, its archive, and who may put events on it. */
export async function deployBus(
  aws: AwsClients,
  partnersAccountId: string,
): Promise<{ name: string; arn: string }> {
  const { Arn } = await orElse<{ Arn?: string }>(
    async () => {
      const { EventBusArn } = await aws.eventBridge.send(
        new CreateEventBusCommand({
          Name: NAME,
          Description: 'Everything that happens in the shop',
          Tags: tagList(tags),
        }),
      );
      return { Arn: EventBusArn };
    },
    ['ResourceAlreadyExistsException'],
    () => aws.eventBridge.send(new DescribeEventBusCommand({ Name: NAME })),
  );
  const arn = required(Arn, `the ARN of bus ${NAME}`);
  await allowPartners(aws, arn, partnersAccountId);
  await archive(aws, arn);
  await logEverything(aws);
  return { name: NAME, arn };
}

/** Partners may say what they found out about customers, and nothing else. */
async function allowPartners(
  aws: AwsClients,
  busArn: string,
  partnersAccountId: string,
) {
  await aws.eventBridge.send(
    new PutPermissionCommand({
      EventBusName: NAME,
      Policy: policyDocument([
        {
          Sid: 'PartnersReportSegments',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${partnersAccountId}:root` },
          Action: ['events:PutEvents'],
          Resource: [busArn],
          Condition: {
            StringEquals: {
              'events:source': 'partners.analytics',
              'events:detail-type': 'CustomerSegmentUpdated',
            },
          },
        },
      ]),
    }),
  );
}

async function archive(aws: AwsClients, busArn: string) {
  await orElse<unknown>(
    () =>
      aws.eventBridge.send(
        new CreateArchiveCommand({
          ArchiveName: 'shop-30-days',
          Description: 'A month of events, to replay what a consumer missed',
          EventSourceArn: busArn,
          RetentionDays: 30,
        }),
      ),
    ['ResourceAlreadyExistsException'],
    async () => undefined,
  );
}

async function logEverything(aws: AwsClients) {
  const logGroupName = `/aws/events/${NAME}`;
  await orElse<unknown>(
    () => aws.logs.send(new CreateLogGroupCommand({ logGroupName, tags })),
    ['ResourceAlreadyExistsException'],
    async () => undefined,
  );
  await ensureRule(aws, {
    name: 'log-everything',
    eventBusName: NAME,
    description: 'Writes every event of the bus to its log group',
    eventPattern: { source: [{ prefix: '' }] },
    targets: [
      {
        Id: 'log-group',
        Arn: `arn:aws:logs:${aws.region}:${aws.accountId}:log-group:${logGroupName}`,
      },
    ],
    tags,
  });
}
