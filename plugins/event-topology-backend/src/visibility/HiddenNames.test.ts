import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { queue, queueArn } from '../__testUtils__/estate';
import { HiddenNames } from './HiddenNames';

const OTHER = '210987654321';

function queueIn(accountId: string, name: string): TopologyNode {
  return {
    ...queue(name),
    id: `arn:aws:sqs:eu-central-1:${accountId}:${name}`,
    accountId,
  };
}

const names = new HiddenNames({
  visible: [queue('orders'), queue('orders-dlq'), queue('shared')],
  hidden: [
    queue('secret'),
    queue('orders-audit'),
    queueIn(OTHER, 'inbox'),
    queueIn(OTHER, 'shared'),
    { ...queue('Shop API'), id: 'arn:aws:apigateway:eu::/restapis/x' },
  ],
  accountIds: new Set([OTHER]),
});

describe('HiddenNames', () => {
  it.each([
    ['a hidden ARN', queueArn('secret'), '(hidden)'],
    [
      'one in JSON',
      `{"Resource":["${queueArn('secret')}","${queueArn('orders')}"]}`,
      `{"Resource":["(hidden)","${queueArn('orders')}"]}`,
    ],
    [
      'one at the end of a sentence',
      `not on ${queueArn('secret')}.`,
      'not on (hidden).',
    ],
    ['one with a version after it', `${queueArn('secret')}:7`, '(hidden)'],
    [
      'any ARN of a hidden account',
      `arn:aws:iam::${OTHER}:role/worker`,
      '(hidden)',
    ],
    [
      'an ARN of another service with a hidden name in it',
      'arn:aws:logs:eu-central-1:123456789012:log-group:/queues/secret',
      '(hidden)',
    ],
    [
      'the address of a hidden queue',
      'http://127.0.0.1:4566/123456789012/secret',
      '(hidden)',
    ],
    [
      'an address with a hidden account',
      `https://sqs.eu-central-1.amazonaws.com/${OTHER}/anything`,
      '(hidden)',
    ],
    ['a hidden account', `from ${OTHER}, and`, 'from (hidden), and'],
    [
      'a scope of one',
      `${OTHER}/eu-central-1/sqs`,
      '(hidden)/eu-central-1/sqs',
    ],
  ])('redacts %s', (_, text, redacted) => {
    expect(names.redactIdentifiers(text)).toBe(redacted);
  });

  it.each([
    ['a visible ARN that begins like a hidden one', queueArn('orders-dlq')],
    ['a version of what is visible', `${queueArn('orders')}:3`],
    [
      'the address of a visible queue of a name that is hidden elsewhere',
      'https://sqs.eu-central-1.amazonaws.com/123456789012/shared',
    ],
    ['an address that has a hidden name in it', 'https://secret.example.com/a'],
    ['the account that is visible', '123456789012'],
    ['a number that holds an account', `1${OTHER}`],
    ['words', 'the secret of orders'],
  ])('leaves %s', (_, text) => {
    expect(names.redactIdentifiers(text)).toBe(text);
  });

  it('redacts names in texts about several resources, whole words only', () => {
    expect(
      names.redact(
        "Queue 'secret' and QueueName=inbox, not secretary, of Shop API.",
      ),
    ).toBe(
      "Queue '(hidden)' and QueueName=(hidden), not secretary, of (hidden).",
    );
  });

  it('leaves the name of what is visible, whatever else has it', () => {
    expect(names.redact('shared')).toBe('shared');
  });
});
