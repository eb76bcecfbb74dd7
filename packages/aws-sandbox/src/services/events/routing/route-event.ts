import { World } from '../../../core';
import { deliverToTarget } from '../delivery/deliver-to-target';
import { EventBusState, EventRule } from '../state';
import { EventEnvelope } from './event-envelope';
import { countOfRule } from './rule-metrics';

/** How an event came to a bus. */
export interface Arrival {
  /** Buses it has passed before this one; EventBridge forwards once. */
  hops: number;
  /** A replay may be meant for some rules only, by ARN. */
  onlyRules?: string[];
}

/** Hands an event to every enabled rule of a bus that matches it. */
export function routeEvent(
  world: World,
  bus: EventBusState,
  event: EventEnvelope,
  arrival: Arrival = { hops: 0 },
): void {
  for (const rule of bus.rules.values()) {
    if (
      rule.state !== 'DISABLED' &&
      (!arrival.onlyRules || arrival.onlyRules.includes(rule.arn)) &&
      rule.matches?.(event)
    ) {
      countOfRule(world, rule, 'MatchedEvents');
      triggerRule(world, rule, event, arrival.hops);
    }
  }
}

/** Starts the delivery to all targets of a rule. */
export function triggerRule(
  world: World,
  rule: EventRule,
  event: EventEnvelope,
  hops: number,
): void {
  countOfRule(world, rule, 'TriggeredRules');
  for (const target of rule.targets.values()) {
    deliverToTarget(world, {
      rule,
      target,
      event,
      hops,
      receivedAt: world.clock.now(),
    });
  }
}
