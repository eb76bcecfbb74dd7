import { ConfigReader } from '@backstage/config';
import { readAwsConfig } from './aws-config';

function read(aws: object) {
  return readAwsConfig(new ConfigReader({ eventTopology: { aws } } as never));
}

const ACCOUNT = { accountId: '012345678901', regions: ['eu-central-1'] };

describe('readAwsConfig', () => {
  it('reads nothing where nothing is given', () => {
    expect(readAwsConfig(new ConfigReader({}))).toEqual({
      accounts: [],
      budgets: {},
      metricsMilliseconds: 60_000,
    });
  });

  it('reads accounts, endpoint and budgets', () => {
    expect(
      read({
        accounts: [
          {
            ...ACCOUNT,
            regions: ['eu-central-1', 'us-gov-west-1', 'eu-central-1'],
            name: 'shop',
          },
        ],
        endpoint: 'http://127.0.0.1:4566',
        budgets: { sqs: { perSecond: 5 } },
        metricsFrequency: { seconds: 30 },
      }),
    ).toEqual({
      accounts: [
        {
          accountId: '012345678901',
          regions: ['eu-central-1', 'us-gov-west-1'],
          name: 'shop',
        },
      ],
      endpoint: 'http://127.0.0.1:4566',
      budgets: { sqs: { perSecond: 5 } },
      metricsMilliseconds: 30_000,
    });
  });

  it('asks for figures at every read where they cost nothing', () => {
    expect(
      read({ endpoint: 'http://127.0.0.1:4566' }).metricsMilliseconds,
    ).toBe(0);
  });

  it.each([
    [
      { accounts: [{ ...ACCOUNT, accountId: 12345678901 }] },
      /^eventTopology\.aws\.accounts\[0\]\.accountId must be .*12 digits in quotes/,
    ],
    [
      { accounts: [ACCOUNT, ACCOUNT] },
      /^eventTopology\.aws\.accounts\[1\]\.accountId.*twice/,
    ],
    [
      { accounts: [{ accountId: ACCOUNT.accountId }] },
      /^eventTopology\.aws\.accounts\[0\]\.regions/,
    ],
    [
      { accounts: [{ ...ACCOUNT, regions: ['Frankfurt'] }] },
      /^eventTopology\.aws\.accounts\[0\]\.regions: 'Frankfurt'/,
    ],
    [{ endpoint: 'localhost:4566' }, /^eventTopology\.aws\.endpoint/],
    [{ budgets: { sqss: {} } }, /^eventTopology\.aws\.budgets\.sqss/],
    [
      { budgets: { sqs: { perSecond: 0 } } },
      /^eventTopology\.aws\.budgets\.sqs\.perSecond/,
    ],
    [
      { budgets: { sqs: { concurrency: 1.5 } } },
      /^eventTopology\.aws\.budgets\.sqs\.concurrency/,
    ],
    [
      { budgets: { sqs: { rate: 5 } } },
      /^eventTopology\.aws\.budgets\.sqs\.rate/,
    ],
    [{ metricsFrequency: 'often' }, /^eventTopology\.aws\.metricsFrequency/],
  ])('refuses %j and names the key', (aws, message) => {
    expect(() => read(aws)).toThrow(message);
  });
});
