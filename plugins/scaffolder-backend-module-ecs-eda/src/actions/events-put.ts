import {
  EventBridgeClient,
  PutEventsCommand,
  PutEventsCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AwsAccounts } from '../aws/AwsAccounts';
import { examples } from './events-put.examples';

/** What may change AWS, and where. */
export interface AwsActionServices {
  accounts: AwsAccounts;
  /** `eventTopology.goldenPaths.deploy.enabled`. */
  deployEnabled: boolean;
}

/** EventBridge, "PutEvents": the most that one entry may have. */
const ENTRY_MAX_BYTES = 262_144;

/** `ecs-eda:events:put`: sends one event, to see a new service handle it. */
export function createEventsPutAction(services: AwsActionServices) {
  return createTemplateAction({
    id: 'ecs-eda:events:put',
    description:
      'Puts one event on an event bus. Off unless eventTopology.goldenPaths.deploy.enabled is set.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        accountId: z => z.string({ description: 'The account of the bus.' }),
        region: z => z.string({ description: 'The region of the bus.' }),
        busName: z =>
          z.string({ description: 'The bus. Default: default.' }).optional(),
        source: z => z.string({ description: 'The source of the event.' }),
        detailType: z =>
          z.string({ description: 'The detail type of the event.' }),
        detail: z =>
          z.record(z.any(), { description: 'The detail: a JSON object.' }),
      },
      output: {
        eventId: z =>
          z.string({ description: 'The id that EventBridge gave the event.' }),
      },
    },
    async handler(ctx) {
      const { accountId, region, source, detailType } = ctx.input;
      const busName = ctx.input.busName ?? 'default';
      requireDeployEnabled(services);
      const detail = JSON.stringify(ctx.input.detail);
      const bytes = Buffer.byteLength(`${source}${detailType}${detail}`);
      if (bytes > ENTRY_MAX_BYTES) {
        throw new InputError(
          `detail: an event has at most ${ENTRY_MAX_BYTES} bytes, and this one has ${bytes}`,
        );
      }
      const config = await services.accounts.clientConfig(accountId, region);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `An event ${detailType} of ${source} would be put on the bus ${busName}`,
        );
        ctx.output('eventId', '00000000-0000-0000-0000-000000000000');
        return;
      }
      const client = new EventBridgeClient(config);
      try {
        const eventId = await ctx.checkpoint({
          key: `events-put.${busName}.${source}.${detailType}`,
          fn: async () =>
            acceptedId(
              await client.send(
                new PutEventsCommand({
                  Entries: [
                    {
                      EventBusName: busName,
                      Source: source,
                      DetailType: detailType,
                      Detail: detail,
                    },
                  ],
                }),
                { abortSignal: ctx.signal },
              ),
            ),
        });
        ctx.logger.info(`EventBridge took the event as ${eventId}`);
        ctx.output('eventId', eventId);
      } finally {
        client.destroy();
      }
    },
  });
}

/** PutEvents answers 200 even when it took nothing. */
function acceptedId({ Entries }: PutEventsCommandOutput): string {
  const entry = Entries?.[0];
  if (!entry?.EventId) {
    throw new Error(
      `EventBridge did not take the event: ${entry?.ErrorCode} ${entry?.ErrorMessage}`,
    );
  }
  return entry.EventId;
}

/**
 * @throws InputError when the configuration doesn't let actions change AWS
 */
export function requireDeployEnabled({ deployEnabled }: AwsActionServices) {
  if (!deployEnabled) {
    throw new InputError(
      'This portal changes nothing in AWS: set eventTopology.goldenPaths.deploy.enabled, or deploy through the stamped workflow',
    );
  }
}
