import { arnOf, placeOf } from '../__testing__/place';
import { queueNode, redriveEdges } from './sqs';

const place = placeOf('sqs');
const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders';

describe('queueNode', () => {
  it('takes what AWS says of a queue, in its units', () => {
    expect(
      queueNode(place, url, {
        QueueArn: arnOf('sqs', 'orders'),
        VisibilityTimeout: '180',
        MessageRetentionPeriod: '345600',
        DelaySeconds: '0',
        ReceiveMessageWaitTimeSeconds: '20',
        MaximumMessageSize: '262144',
        SqsManagedSseEnabled: 'true',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arnOf('sqs', 'orders-dlq'),
          maxReceiveCount: '5',
        }),
      }),
    ).toEqual({
      id: arnOf('sqs', 'orders'),
      kind: 'queue',
      name: 'orders',
      accountId: '123456789012',
      region: 'eu-central-1',
      scope: '123456789012/eu-central-1/sqs',
      tags: {},
      attributes: {
        fifo: false,
        queueUrl: url,
        visibilityTimeoutSeconds: 180,
        messageRetentionPeriodSeconds: 345600,
        delaySeconds: 0,
        receiveMessageWaitTimeSeconds: 20,
        maximumMessageSizeBytes: 262144,
        encrypted: true,
        redrivePolicy: {
          deadLetterTargetArn: arnOf('sqs', 'orders-dlq'),
          maxReceiveCount: 5,
        },
      },
    });
  });

  it('knows a FIFO queue and a queue with a key of its own', () => {
    expect(
      queueNode(place, `${url}.fifo`, {
        QueueArn: arnOf('sqs', 'orders.fifo'),
        KmsMasterKeyId: 'alias/shop',
      }).attributes,
    ).toEqual({ fifo: true, queueUrl: `${url}.fifo`, encrypted: true });
  });

  it('refuses a redrive policy that is no JSON', () => {
    expect(() =>
      queueNode(place, url, {
        QueueArn: arnOf('sqs', 'orders'),
        RedrivePolicy: '{',
      }),
    ).toThrow(SyntaxError);
  });
});

describe('redriveEdges', () => {
  it('leads to the dead-letter queue', () => {
    const queue = queueNode(place, url, {
      QueueArn: arnOf('sqs', 'orders'),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arnOf('sqs', 'orders-dlq'),
        maxReceiveCount: 5,
      }),
    });

    expect(redriveEdges(queue)).toMatchObject([
      {
        from: arnOf('sqs', 'orders'),
        kind: 'dead-letters',
        to: arnOf('sqs', 'orders-dlq'),
        confidence: 'configured',
        details: { maxReceiveCount: 5 },
        evidence: [
          {
            operation: 'sqs:GetQueueAttributes',
            field: 'Attributes.RedrivePolicy',
          },
        ],
      },
    ]);
  });

  it('leads nowhere without a policy', () => {
    expect(
      redriveEdges(queueNode(place, url, { QueueArn: arnOf('sqs', 'orders') })),
    ).toEqual([]);
  });
});
