import { isTooLong, templateAtUrl } from './template-source';

const ASSET =
  's3://cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0123.json';

describe('where CloudFormation gets a template', () => {
  it('is the call itself up to 51,200 bytes, not characters', () => {
    expect(isTooLong('x'.repeat(51_200))).toBe(false);
    expect(isTooLong('x'.repeat(51_201))).toBe(true);
    expect(isTooLong('ü'.repeat(25_601))).toBe(true);
  });

  it.each([
    [
      { accountId: '123456789012', region: 'eu-central-1' },
      'https://s3.eu-central-1.amazonaws.com/cdk-hnb659fds-assets-123456789012-eu-central-1/0123.json',
    ],
    [
      { accountId: '123456789012', region: 'cn-north-1' },
      'https://s3.cn-north-1.amazonaws.com.cn/cdk-hnb659fds-assets-123456789012-cn-north-1/0123.json',
    ],
    [
      {
        accountId: '123456789012',
        region: 'eu-central-1',
        endpoint: 'http://127.0.0.1:4566/',
      },
      'http://127.0.0.1:4566/cdk-hnb659fds-assets-123456789012-eu-central-1/0123.json',
    ],
  ])('is the bootstrap bucket beyond that: %j', (place, TemplateURL) => {
    expect(templateAtUrl(ASSET, place)).toEqual({ TemplateURL });
  });
});
