import {
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { Scope, World } from '../../core';
import { admitEntry } from './routing/admit-entry';
import { eventEnvelope } from './routing/event-envelope';
import { routeEvent } from './routing/route-event';

/**
 * Publishes events as `PutEvents` does, entry by entry. From inside the
 * sandbox sources that begin with `aws.` are allowed: this is how its services
 * report.
 *
 * @param scope - the publishing account and region
 */
export function publishEvents(
  world: World,
  scope: Scope,
  entries: PutEventsRequestEntry[],
): PutEventsResultEntry[] {
  return entries.map(entry => {
    const admission = admitEntry(world, scope, entry);
    if (!('detail' in admission)) {
      return admission;
    }
    const event = eventEnvelope(scope, {
      source: entry.Source ?? '',
      detailType: entry.DetailType ?? '',
      detail: admission.detail,
      time: entry.Time?.getTime() ?? world.clock.now(),
      resources: entry.Resources,
    });
    if (admission.bus) {
      routeEvent(world, admission.bus, event);
    }
    return { EventId: event.id };
  });
}

export { logDeliveriesTo } from './log-groups';
