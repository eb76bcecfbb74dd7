import { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { publishEvents } from '../../../events/data-plane';
import { StateError } from '../../interpreter/StateError';
import { Integration } from './Integration';
import { textOf } from './text-of';

interface EntryParameters
  extends Omit<PutEventsRequestEntry, 'Detail' | 'Time'> {
  Detail?: unknown;
  Time?: string;
}

/** `events:putEvents`; one entry that fails fails the state. */
export const eventsPutEvents: Integration = {
  errorPrefix: 'EventBridge',
  patterns: ['request', 'waitForTaskToken'],

  call({ execution, parameters }) {
    const { world, scope, identity, machine } = execution;
    const entries = (parameters.Entries ?? []) as EntryParameters[];
    const results = publishEvents(
      world,
      scope,
      entries.map(entry => ({
        ...entry,
        Detail: textOf(entry.Detail ?? {}),
        Time: entry.Time === undefined ? undefined : new Date(entry.Time),
        // Step Functions says where its events come from.
        Resources: [...(entry.Resources ?? []), machine.arn, identity.arn],
      })),
    );
    const failed = results.filter(({ ErrorCode }) => ErrorCode !== undefined);
    const answer = { Entries: results, FailedEntryCount: failed.length };
    if (failed.length > 0) {
      throw new StateError('EventBridge.FailedEntry', JSON.stringify(answer));
    }
    return answer;
  },
};
