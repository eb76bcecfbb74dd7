import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { Fact } from './Fact';
import { formatCount } from './format-count';
import { formatDuration } from './format-duration';
import { nameOfArn } from './name-of-arn';
import { prettyJson } from './pretty-json';
import { Translate } from './Translate';

/** The details of a connection, in plain words. */
export function edgeFacts(t: Translate, edge: TopologyEdge): Fact[] {
  const details = edge.details ?? {};
  const facts: Fact[] = [];
  const add = (
    label: string,
    value: string | undefined,
    more?: Partial<Fact>,
  ) => {
    if (value !== undefined && value !== '') {
      facts.push({ label, value, ...more });
    }
  };
  const count = (value: number | undefined) =>
    value === undefined ? undefined : formatCount(value);

  add(
    t('edgeDetail.eventPattern'),
    details.eventPattern && prettyJson(details.eventPattern),
    { code: true },
  );
  add(
    t('edgeDetail.filterPolicy'),
    details.filterPolicy && prettyJson(details.filterPolicy),
    { code: true },
  );
  add(t('edgeDetail.filterPolicyScope'), details.filterPolicyScope);
  add(t('edgeDetail.targetId'), details.targetId);
  if (details.inputTransformation) {
    add(
      t('edgeDetail.inputTransformation'),
      {
        input: t('edgeDetail.inputConstant'),
        inputPath: t('edgeDetail.inputPath'),
        inputTransformer: t('edgeDetail.inputTransformer'),
      }[details.inputTransformation],
    );
  }
  if (details.deadLetterArn) {
    add(t('edgeDetail.deadLetterArn'), nameOfArn(details.deadLetterArn), {
      nodeId: details.deadLetterArn,
    });
  } else if (edge.kind === 'delivers' || edge.kind === 'subscribes') {
    add(t('edgeDetail.deadLetterArn'), t('edgeDetail.noDeadLetter'));
  }
  add(
    t('edgeDetail.maximumRetryAttempts'),
    count(details.maximumRetryAttempts),
  );
  add(
    t('edgeDetail.maximumEventAgeSeconds'),
    details.maximumEventAgeSeconds === undefined
      ? undefined
      : formatDuration(t, details.maximumEventAgeSeconds),
  );
  add(t('edgeDetail.protocol'), details.protocol);
  if (details.rawMessageDelivery !== undefined) {
    add(
      t('edgeDetail.rawMessageDelivery'),
      details.rawMessageDelivery ? t('fact.on') : t('fact.off'),
    );
  }
  if (details.runMode) {
    add(t('edgeDetail.runMode'), t(`edgeDetail.${details.runMode}`));
  }
  add(t('edgeDetail.stateName'), details.stateName);
  add(t('edgeDetail.taskCount'), count(details.taskCount));
  add(t('edgeDetail.maxReceiveCount'), count(details.maxReceiveCount));
  add(t('edgeDetail.batchSize'), count(details.batchSize));
  add(t('edgeDetail.consumerName'), details.consumerName);
  if (details.failoverRole) {
    add(t('edgeDetail.failoverRole'), t(`edgeDetail.${details.failoverRole}`));
  }
  add(t('edgeDetail.consumerGroup'), details.consumerGroup);
  add(t('edgeDetail.queueName'), details.queueName);
  return facts;
}
