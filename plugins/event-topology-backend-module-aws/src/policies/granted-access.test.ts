import { grantedAccess, namesSomething } from './granted-access';
import { policyStatements } from './policy-statements';

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:orders';

function statements(...all: object[]) {
  return policyStatements(JSON.stringify({ Statement: all }));
}

describe('grantedAccess', () => {
  it('finds an action on an ARN', () => {
    expect(
      grantedAccess(
        statements({
          Effect: 'Allow',
          Action: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
          Resource: QUEUE,
        }),
        'sqs:ReceiveMessage',
        QUEUE,
      ),
    ).toEqual({ actionPattern: 'sqs:ReceiveMessage', resourcePattern: QUEUE });
  });

  it('does not take a longer name for the same', () => {
    const allowed = statements({
      Effect: 'Allow',
      Action: 'sqs:ReceiveMessage',
      Resource: QUEUE,
    });

    expect(
      grantedAccess(allowed, 'sqs:ReceiveMessage', `${QUEUE}-dlq`),
    ).toBeUndefined();
  });

  it('matches wildcards in actions, without regard to case, and in resources', () => {
    const allowed = statements({
      Effect: 'Allow',
      Action: 'SQS:receive*',
      Resource: 'arn:aws:sqs:*:123456789012:ord?rs',
    });

    expect(grantedAccess(allowed, 'sqs:ReceiveMessage', QUEUE)).toEqual({
      actionPattern: 'SQS:receive*',
      resourcePattern: 'arn:aws:sqs:*:123456789012:ord?rs',
    });
    expect(grantedAccess(allowed, 'sqs:SendMessage', QUEUE)).toBeUndefined();
  });

  it('prefers the grant without wildcards', () => {
    const allowed = statements(
      { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:ord*' },
      { Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: QUEUE },
    );

    expect(
      grantedAccess(allowed, 'sqs:ReceiveMessage', QUEUE)?.resourcePattern,
    ).toBe(QUEUE);
  });

  it.each([
    '*',
    'arn:aws:sqs:*:*:*',
    'arn:aws:sqs:eu-central-1:123456789012:*',
  ])('takes %s for no evidence', resource => {
    expect(
      grantedAccess(
        statements({
          Effect: 'Allow',
          Action: 'sqs:ReceiveMessage',
          Resource: resource,
        }),
        'sqs:ReceiveMessage',
        QUEUE,
      ),
    ).toBeUndefined();
  });

  it('lets a Deny win, unless it has a condition', () => {
    const allow = {
      Effect: 'Allow',
      Action: 'sqs:ReceiveMessage',
      Resource: QUEUE,
    };
    const deny = { Effect: 'Deny', Action: 'sqs:*', Resource: '*' };

    expect(
      grantedAccess(statements(allow, deny), 'sqs:ReceiveMessage', QUEUE),
    ).toBeUndefined();
    expect(
      grantedAccess(
        statements(allow, {
          ...deny,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        'sqs:ReceiveMessage',
        QUEUE,
      ),
    ).toBeDefined();
  });
});

describe('namesSomething', () => {
  it.each([
    ['arn:aws:events:eu-central-1:123456789012:event-bus/*', false],
    ['arn:aws:states:*:*:activity:*', false],
    ['arn:aws:sqs:*:*:${aws:PrincipalTag/team}-*', false],
    ['arn:aws:kafka:eu-central-1:123456789012:topic/clicks/*', false],
    ['arn:aws:kafka:eu-central-1:123456789012:topic/clicks/1-1/*', false],
    ['arn:aws:kafka:eu-central-1:123456789012:topic/clicks/*/views', true],
    ['arn:aws:kafka:eu-central-1:123456789012:cluster/clicks/*', true],
    ['arn:aws:events:eu-central-1:123456789012:event-bus/shop', true],
    ['arn:aws:sqs:*:*:orders-*', true],
  ])('%s: %s', (pattern, expected) => {
    expect(namesSomething(pattern)).toBe(expected);
  });
});

describe('policyStatements', () => {
  it('reads documents as IAM gives them, percent-encoded', () => {
    const document = encodeURIComponent(
      JSON.stringify({
        Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: QUEUE },
      }),
    );

    expect(policyStatements(document)).toEqual([
      {
        effect: 'Allow',
        actions: ['sqs:*'],
        resources: [QUEUE],
        conditional: false,
      },
    ]);
  });

  it('passes over NotAction and NotResource', () => {
    expect(
      statements(
        { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
        { Effect: 'Allow', Action: 'sqs:*', NotResource: QUEUE },
      ),
    ).toEqual([]);
  });
});
