import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, IEventBus } from 'aws-cdk-lib/aws-events';
import { CfnDiscoverer } from 'aws-cdk-lib/aws-eventschemas';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { bus as config } from './config/bus';
import { rule } from './config/rule';
import { ALARM_PERIOD } from './lib/alarms';
import { EventLog } from './lib/event-log';
import { addEventBus, addEventRule } from './lib/event-rule';
import type { ServiceStack } from './lib/service-stack';

/** A bus of the domain's own, what it keeps of the events, and who may publish. */
export function addPattern(stack: ServiceStack): void {
  const bus = addEventBus(stack, rule);
  addThrottlingAlarm(stack);
  if (config.archiveRetentionDays !== null) {
    addArchive(stack, bus, config.archiveRetentionDays);
  }
  if (config.schemaDiscovery) {
    new CfnDiscoverer(stack, 'SchemaDiscoverer', {
      sourceArn: bus.eventBusArn,
      description: `Schemas of the events on ${stack.service.name}`,
      crossAccount: config.publisherAccountIds.length > 0,
    });
  }
  if (config.logEvents) {
    const log = new EventLog(stack);
    addEventRule(stack, rule, delivery => log.target(delivery), { bus });
  }
  admitPublishers(bus);
}

function addArchive(
  stack: ServiceStack,
  bus: IEventBus,
  retentionDays: number,
): void {
  bus.archive('Archive', {
    archiveName: stack.service.name,
    description: `Events on ${stack.service.name}, for a replay`,
    // Every event has an account: this keeps all of them.
    eventPattern: { account: [{ exists: true }] as unknown as string[] },
    // An archive without a retention keeps events for good.
    retention: retentionDays > 0 ? Duration.days(retentionDays) : undefined,
  });
}

/** Each account by a statement of its own, so that a replay or a rule is nothing it may ask for. */
function admitPublishers(bus: IEventBus): void {
  if (!(bus instanceof EventBus)) {
    return;
  }
  for (const accountId of config.publisherAccountIds) {
    bus.addToResourcePolicy(
      new PolicyStatement({
        sid: `Publish${accountId}`,
        principals: [new AccountPrincipal(accountId)],
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
      }),
    );
  }
}

/** A quota of the account's: EventBridge doesn't count this for each bus. */
function addThrottlingAlarm(stack: ServiceStack): void {
  stack.alarms.add({
    name: 'throttled-rules',
    says: 'Rules deliver late, because the account has reached its quota of invocations.',
    runbook: 'throttled-rules',
    metric: new Metric({
      namespace: 'AWS/Events',
      metricName: 'ThrottledRules',
      period: ALARM_PERIOD,
      statistic: 'Sum',
    }),
    threshold: 0,
    evaluationPeriods: 5,
  });
}
