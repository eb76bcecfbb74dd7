import { placeOf } from '../__testing__/place';
import { listenerFact, loadBalancerFact } from './elasticloadbalancing';

const place = placeOf('elasticloadbalancing');

describe('listenerFact', () => {
  const listener = {
    ListenerArn: 'arn:listener',
    LoadBalancerArn: 'arn:lb',
    Port: 443,
    DefaultActions: [
      { Type: 'forward' as const, TargetGroupArn: 'arn:default' },
    ],
  };

  it('has rules in the order that they are tried, the default last', () => {
    const fact = listenerFact(place, listener, [
      {
        RuleArn: 'arn:rule-default',
        Priority: 'default',
        IsDefault: true,
        Actions: listener.DefaultActions,
      },
      {
        RuleArn: 'arn:rule-20',
        Priority: '20',
        Conditions: [
          { Field: 'path-pattern', PathPatternConfig: { Values: ['/b/*'] } },
        ],
        Actions: [{ Type: 'forward', TargetGroupArn: 'arn:b' }],
      },
      {
        RuleArn: 'arn:rule-3',
        Priority: '3',
        Conditions: [
          {
            Field: 'host-header',
            HostHeaderConfig: { Values: ['A.Shop.example'] },
          },
          {
            Field: 'http-header',
            HttpHeaderConfig: { HttpHeaderName: 'x', Values: ['1'] },
          },
        ],
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: 'arn:blue', Weight: 1 },
                { TargetGroupArn: 'arn:green', Weight: 0 },
              ],
            },
          },
        ],
      },
    ]);

    expect(fact.rules).toEqual([
      {
        arn: 'arn:rule-3',
        hostPatterns: ['a.shop.example'],
        pathPatterns: [],
        methods: [],
        otherConditions: true,
        targetGroupArns: ['arn:blue'],
      },
      {
        arn: 'arn:rule-20',
        hostPatterns: [],
        pathPatterns: ['/b/*'],
        methods: [],
        otherConditions: false,
        targetGroupArns: ['arn:b'],
      },
      {
        arn: 'arn:rule-default',
        hostPatterns: [],
        pathPatterns: [],
        methods: [],
        otherConditions: false,
        targetGroupArns: ['arn:default'],
      },
    ]);
  });

  it('has its default actions alone on a network load balancer', () => {
    expect(listenerFact(place, listener, []).rules).toMatchObject([
      { arn: 'arn:listener', targetGroupArns: ['arn:default'] },
    ]);
  });
});

describe('loadBalancerFact', () => {
  it('writes the name in lower case, as hosts compare', () => {
    expect(
      loadBalancerFact(place, {
        LoadBalancerArn: 'arn:lb',
        DNSName: 'Shop-1.eu-central-1.elb.amazonaws.com',
      }).dnsName,
    ).toBe('shop-1.eu-central-1.elb.amazonaws.com');
  });
});
