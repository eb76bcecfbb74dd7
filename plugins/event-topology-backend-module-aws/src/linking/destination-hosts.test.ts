import { arnOf, placeOf } from '../__testing__/place';
import { makeNode } from '../findings/make-node';
import { destinationHosts, isLoadBalancerName } from './destination-hosts';

function destination(
  name: string,
  invocationEndpoint: string,
  resourceConfigurationArn?: string,
) {
  return makeNode(
    placeOf('events'),
    'api-destination',
    arnOf('events', `api-destination/${name}/1`),
    name,
    {
      state: 'ACTIVE',
      httpMethod: 'POST',
      invocationEndpoint,
      ...(resourceConfigurationArn && { resourceConfigurationArn }),
    },
  );
}

describe('destinationHosts', () => {
  it('are those of URLs, and of where private connections lead', () => {
    expect(
      destinationHosts({
        nodes: [
          destination('a', 'https://Shop.example/orders/*'),
          destination('b', 'https://shop.example/other'),
          destination('c', 'https://payment.internal/', 'arn:rcfg'),
          destination(
            'd',
            'https://dualstack.shop-1.eu-central-1.elb.amazonaws.com',
          ),
          destination(
            'e',
            'https://abc.execute-api.eu-central-1.amazonaws.com/prod',
          ),
        ],
        resourceConfigurations: [
          {
            scope: 's',
            arn: 'arn:rcfg',
            domainName: 'internal-shop-2.eu-central-1.elb.amazonaws.com',
          },
        ],
      }),
    ).toEqual([
      'shop.example',
      'internal-shop-2.eu-central-1.elb.amazonaws.com',
      'shop-1.eu-central-1.elb.amazonaws.com',
    ]);
  });
});

describe('isLoadBalancerName', () => {
  it.each([
    ['shop-1.eu-central-1.elb.amazonaws.com', true],
    ['shop-1.elb.eu-central-1.amazonaws.com', true],
    ['shop-1.cn-north-1.elb.amazonaws.com.cn', true],
    ['shop.example', false],
    ['elb.amazonaws.com.shop.example', false],
  ])('%s: %s', (host, expected) => {
    expect(isLoadBalancerName(host)).toBe(expected);
  });
});
