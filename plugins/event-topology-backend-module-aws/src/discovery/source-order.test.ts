import { SQSClient } from '@aws-sdk/client-sqs';
import { awsSources } from '../sources';
import { AwsSource } from '../sources/aws-source';
import { checkSourceOrder } from './source-order';

function source(service: string, after?: string[]): AwsSource {
  return {
    service,
    scope: 'region',
    after,
    createClient: config => new SQSClient(config),
    read: async () => ({}),
  };
}

describe('checkSourceOrder', () => {
  it('is content with the sources that there are', () => {
    expect(() => checkSourceOrder(awsSources)).not.toThrow();
  });

  it.each([
    ['itself', [source('a', ['a'])], /a → a/],
    [
      'a circle',
      [source('a', ['b']), source('b', ['c']), source('c', ['a'])],
      /a → b → c → a/,
    ],
    ['nobody', [source('a', ['b'])], /'a' waits for 'b'/],
    ['a namesake', [source('a'), source('a')], /two sources for 'a'/],
  ])('refuses a source that waits for %s', (_what, sources, message) => {
    expect(() => checkSourceOrder(sources)).toThrow(message);
  });
});
