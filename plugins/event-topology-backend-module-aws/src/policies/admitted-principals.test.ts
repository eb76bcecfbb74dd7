import { admittedPrincipals } from './admitted-principals';

const OWN = '123456789012';
const TOPIC = 'arn:aws:sns:eu-central-1:210987654321:orders';

function admitted(statement: object, action = 'sqs:SendMessage') {
  return admittedPrincipals(
    JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    action,
    OWN,
  ).map(({ sourceArn, accountId }) => sourceArn ?? accountId);
}

const allow = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
};

describe('admittedPrincipals', () => {
  it.each(['ArnEquals', 'ArnLike', 'StringEquals', 'ForAnyValue:ArnEquals'])(
    'names the resource of another account that %s lets in',
    operator => {
      expect(
        admitted({
          ...allow,
          Condition: { [operator]: { 'aws:SourceArn': TOPIC } },
        }),
      ).toEqual([TOPIC]);
    },
  );

  it('names accounts, however they are written, each once', () => {
    expect(
      admitted({
        ...allow,
        Action: ['sqs:*'],
        Principal: {
          AWS: [
            '210987654321',
            'arn:aws:iam::210987654321:root',
            'arn:aws:iam::111111111111:role/worker',
            `arn:aws:iam::${OWN}:root`,
          ],
        },
      }),
    ).toEqual(['210987654321', '111111111111']);
  });

  it.each([
    [
      'a resource of its own account',
      {
        Condition: {
          ArnEquals: {
            'aws:SourceArn': `arn:aws:sns:eu-central-1:${OWN}:orders`,
          },
        },
      },
    ],
    [
      'a pattern',
      {
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:210987654321:*' },
        },
      },
    ],
    [
      'what is excluded',
      { Condition: { ArnNotEquals: { 'aws:SourceArn': TOPIC } } },
    ],
    ['a service', {}],
    ['everybody', { Principal: '*' }],
    ['who is denied', { Effect: 'Deny', Principal: { AWS: '210987654321' } }],
    [
      'who may do something else',
      { Action: 'sqs:GetQueueUrl', Principal: { AWS: '210987654321' } },
    ],
  ])('names nobody for %s', (_what, change) => {
    expect(admitted({ ...allow, ...change })).toEqual([]);
  });
});
