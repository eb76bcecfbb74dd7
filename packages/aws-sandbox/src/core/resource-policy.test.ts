import { policyAllows, wildcardMatches } from './resource-policy';

const queue = 'arn:aws:sqs:eu-west-1:111111111111:loyalty';
const rule = 'arn:aws:events:eu-west-1:111111111111:rule/shop/orders';

function policyOf(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const allowEvents = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queue,
  Condition: { ArnEquals: { 'aws:SourceArn': rule } },
};

const request = {
  action: 'sqs:SendMessage',
  resource: queue,
  principal: { service: 'events.amazonaws.com' },
  conditions: { 'aws:SourceArn': rule },
};

describe('policyAllows', () => {
  it('allows what a statement names, and nothing without a policy', () => {
    expect(policyAllows(policyOf(allowEvents), request)).toBe(true);
    expect(policyAllows(undefined, request)).toBe(false);
    expect(policyAllows('not json', request)).toBe(false);
  });

  it('refuses another rule, service, action or resource', () => {
    const policy = policyOf(allowEvents);
    expect(
      policyAllows(policy, {
        ...request,
        conditions: { 'aws:SourceArn': `${rule}-other` },
      }),
    ).toBe(false);
    expect(policyAllows(policy, { ...request, conditions: {} })).toBe(false);
    expect(
      policyAllows(policy, {
        ...request,
        principal: { service: 'sns.amazonaws.com' },
      }),
    ).toBe(false);
    expect(policyAllows(policy, { ...request, action: 'sqs:Purge' })).toBe(
      false,
    );
    expect(policyAllows(policy, { ...request, resource: `${queue}2` })).toBe(
      false,
    );
  });

  it('lets a denial win, but not the one for calls without TLS', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sqs:*' };
    expect(policyAllows(policyOf(allowEvents, deny), request)).toBe(false);
    expect(
      policyAllows(
        policyOf(allowEvents, {
          ...deny,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        request,
      ),
    ).toBe(true);
  });

  it('knows accounts by number, root ARN and their own ARN', () => {
    for (const listed of [
      '222222222222',
      'arn:aws:iam::222222222222:root',
      ['arn:aws:iam::222222222222:role/publisher'],
    ]) {
      expect(
        policyAllows(
          policyOf({
            Effect: 'Allow',
            Principal: { AWS: listed },
            Action: 'sqs:*',
          }),
          {
            ...request,
            principal: {
              accountId: '222222222222',
              arn: 'arn:aws:iam::222222222222:role/publisher',
            },
          },
        ),
      ).toBe(true);
    }
  });
});

describe('wildcardMatches', () => {
  it('takes dots literally and stars widely', () => {
    expect(wildcardMatches('a.b*', 'a.bcd')).toBe(true);
    expect(wildcardMatches('a.b*', 'axbcd')).toBe(false);
    expect(wildcardMatches('SQS:send?essage', 'sqs:SendMessage', true)).toBe(
      true,
    );
  });
});
