import {
  DriftFinding,
  DriftResponse,
} from '@ecs-eda/plugin-event-topology-common';

const ACCOUNT = 'eu-central-1:123456789012';

export const missingConsumer: DriftFinding = {
  id: 'undeclared-consumer component:default/loyalty api:default/order-created',
  kind: 'undeclared-consumer',
  message:
    'component:default/loyalty consumes api:default/order-created in AWS and does not say so.',
  entityRef: 'component:default/loyalty',
  targetRef: 'api:default/order-created',
  relation: 'consumesApis',
  nodeIds: [
    `arn:aws:events:${ACCOUNT}:event-bus/shop`,
    `arn:aws:events:${ACCOUNT}:rule/shop/order-to-loyalty`,
    `arn:aws:ecs:${ACCOUNT}:service/shop/loyalty`,
  ],
  mend: {
    entityRef: 'component:default/loyalty',
    instruction: 'Let spec.consumesApis of component:default/loyalty be this.',
    yaml: 'spec:\n  consumesApis:\n    - api:default/order-created\n',
  },
};

export const gone: DriftFinding = {
  id: 'declared-relation-gone component:default/billing consumesApis api:default/order-created',
  kind: 'declared-relation-gone',
  message:
    'component:default/billing says consumesApis api:default/order-created, and AWS shows no such way.',
  entityRef: 'component:default/billing',
  targetRef: 'api:default/order-created',
  relation: 'consumesApis',
  nodeIds: [],
  mend: {
    entityRef: 'component:default/billing',
    instruction: 'Let spec.consumesApis of component:default/billing be this.',
    yaml: 'spec:\n  consumesApis: []\n',
  },
};

export const unowned: DriftFinding = {
  id: `resource-without-owner arn:aws:sqs:${ACCOUNT}:returns`,
  kind: 'resource-without-owner',
  message: 'Nobody has claimed the queue returns of account 123456789012.',
  nodeIds: [`arn:aws:sqs:${ACCOUNT}:returns`],
  mend: {
    instruction: 'Write a resource for it.',
    yaml: 'kind: Resource\nmetadata:\n  name: returns\n',
  },
};

/** A comparison that has found one of each kind. */
export function aDriftReport(more: Partial<DriftResponse> = {}): DriftResponse {
  return {
    findings: [missingConsumer, gone, unowned],
    unjudged: [
      {
        entityRef: 'component:default/mystery',
        reason: 'Nothing that is read in AWS is known to be it.',
      },
    ],
    incompleteScopes: [],
    snapshotVersion: '1',
    generatedAt: new Date().toISOString(),
    ...more,
  };
}
