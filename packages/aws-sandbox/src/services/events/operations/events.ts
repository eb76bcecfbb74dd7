import {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
  TestEventPatternRequest,
  TestEventPatternResponse,
} from '@aws-sdk/client-eventbridge';
import { AwsError, Operation } from '../../../core';
import { publishEvents } from '../data-plane';
import { publishToEndpoint } from '../publish-to-endpoint';
import { compilePattern } from '../routing/compile-pattern';
import { validationError } from './input-rules';

const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;
const TIME_BYTES = 14;
const EVENT_MEMBERS = [
  'id',
  'account',
  'source',
  'time',
  'region',
  'resources',
  'detail-type',
];

export const eventOperations: Record<string, Operation> = {
  PutEvents(input: PutEventsRequest, context): PutEventsResponse {
    const entries = input.Entries ?? [];
    if (entries.length < 1 || entries.length > MOST_ENTRIES) {
      throw validationError(
        `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${
          entries.length < 1
            ? 'greater than or equal to 1'
            : `less than or equal to ${MOST_ENTRIES}`
        }`,
      );
    }
    const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    if (bytes > MOST_BYTES) {
      throw validationError(
        'Total size of the entries in the request is over the limit.',
      );
    }
    const publish = (entry: PutEventsRequestEntry) =>
      input.EndpointId === undefined
        ? publishEvents(context.world, context, [entry])[0]
        : publishToEndpoint(context.world, context, input.EndpointId, entry);
    const results = entries.map(
      entry => refuseServiceSource(entry) ?? publish(entry),
    );
    return {
      FailedEntryCount: results.filter(result => result.ErrorCode).length,
      Entries: results,
    };
  },

  TestEventPattern(input: TestEventPatternRequest): TestEventPatternResponse {
    const matches = compilePattern(input.EventPattern ?? '');
    return { Result: matches(testEvent(input.Event ?? '')) };
  },
};

/** Bytes of an entry as `PutEvents` counts them. */
function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [
    entry.Source,
    entry.DetailType,
    entry.Detail,
    ...(entry.Resources ?? []),
  ];
  return texts.reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? '', 'utf8'),
    entry.Time ? TIME_BYTES : 0,
  );
}

function refuseServiceSource(
  entry: PutEventsRequestEntry,
): PutEventsResultEntry | undefined {
  return entry.Source?.startsWith('aws.')
    ? {
        ErrorCode: 'NotAuthorizedForSourceException',
        ErrorMessage: 'Not authorized for the source.',
      }
    : undefined;
}

function testEvent(text: string): object {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw malformed('Event is not valid JSON.');
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw malformed('Event is not a JSON object.');
  }
  const missing = EVENT_MEMBERS.filter(member => !(member in event));
  if (missing.length > 0) {
    throw malformed(`Event lacks ${missing.join(', ')}.`);
  }
  return event;
}

function malformed(reason: string): AwsError {
  return new AwsError(
    'ValidationException',
    `Parameter Event is not valid. Reason: ${reason}`,
  );
}
