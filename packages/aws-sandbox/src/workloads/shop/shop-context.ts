import { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { Scope, World } from '../../core';
import { RunningExample } from '../../running-example';
import { publishEvents } from '../../services/events/data-plane';
import { Surge } from './surge';

/** What the shop's workloads are made from. */
export interface ShopContext {
  stack: RunningExample;
  surge: Surge;
  seed: string;
}

/** The account and region of the shop. */
export function shopScope({ stack }: ShopContext): Scope {
  return { accountId: stack.accountId, region: stack.region };
}

/** A customer, as events carry one. */
export interface Customer {
  id: string;
  /** How the customer wants to be told. */
  channel: 'sms' | 'email';
  loyaltyCard?: string;
}

/** An event before it is an entry of `PutEvents`. */
export interface ShopEvent {
  source: string;
  detailType: string;
  detail: unknown;
}

const ENTRIES_PER_CALL = 10;

/** Puts events on the shop's bus, ten a call, as one of the shop's tasks would. */
export function publishToShop(
  world: World,
  context: ShopContext,
  events: ShopEvent[],
): void {
  publishFrom(world, shopScope(context), context.stack.shop.bus.arn, events);
}

/** Puts events on a bus from any account. */
export function publishFrom(
  world: World,
  scope: Scope,
  busArn: string,
  events: ShopEvent[],
): void {
  const entries: PutEventsRequestEntry[] = events.map(event => ({
    EventBusName: busArn,
    Source: event.source,
    DetailType: event.detailType,
    Detail: JSON.stringify(event.detail),
  }));
  for (let from = 0; from < entries.length; from += ENTRIES_PER_CALL) {
    publishEvents(world, scope, entries.slice(from, from + ENTRIES_PER_CALL));
  }
}
