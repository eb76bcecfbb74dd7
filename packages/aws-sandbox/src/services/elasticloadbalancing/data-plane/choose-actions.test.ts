import { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { StoredRule } from '../state';
import { chooseActions } from './choose-actions';

const rule = (Priority: string, Conditions: RuleCondition[]): StoredRule => ({
  RuleArn: Priority,
  listenerArn: 'listener',
  Priority,
  IsDefault: Priority === 'default',
  Conditions,
  Actions: [
    { Type: 'forward', TargetGroupArn: Priority, Order: 2 },
    { Type: 'authenticate-oidc', Order: 1 },
  ],
});

const chosen = (
  rules: StoredRule[],
  url = 'https://shop.example/orders/7?v=2',
) =>
  chooseActions(rules, {
    method: 'POST',
    url: new URL(url),
    headers: { 'x-tier': 'Gold' },
  }).at(-1)?.TargetGroupArn;

it('takes the first rule that fits by number, and the default one last', () => {
  const rules = [
    rule('default', []),
    rule('20', [{ Field: 'path-pattern', Values: ['/orders/*'] }]),
    rule('100', [{ Field: 'path-pattern', Values: ['/orders/7'] }]),
    rule('3', [{ Field: 'path-pattern', Values: ['/carts/*'] }]),
  ];
  expect(chosen(rules)).toBe('20');
  expect(chosen(rules, 'https://shop.example/')).toBe('default');
});

it('puts the actions into their order', () => {
  const actions = chooseActions([rule('default', [])], {
    method: 'GET',
    url: new URL('https://shop.example'),
    headers: {},
  });
  expect(actions.map(({ Type }) => Type)).toEqual([
    'authenticate-oidc',
    'forward',
  ]);
});

it.each<[RuleCondition, boolean]>([
  [{ Field: 'host-header', HostHeaderConfig: { Values: ['*.EXAMPLE'] } }, true],
  [{ Field: 'host-header', Values: ['*.shop.example'] }, false],
  [
    { Field: 'path-pattern', PathPatternConfig: { Values: ['/order?/7'] } },
    true,
  ],
  [{ Field: 'path-pattern', Values: ['/Orders/7'] }, false],
  [
    {
      Field: 'http-request-method',
      HttpRequestMethodConfig: { Values: ['POST'] },
    },
    true,
  ],
  [
    {
      Field: 'http-request-method',
      HttpRequestMethodConfig: { Values: ['GET'] },
    },
    false,
  ],
  [
    {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'X-Tier', Values: ['gold'] },
    },
    true,
  ],
  [
    {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'X-Other', Values: ['*'] },
    },
    false,
  ],
  [
    {
      Field: 'query-string',
      QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] },
    },
    true,
  ],
  [
    { Field: 'query-string', QueryStringConfig: { Values: [{ Value: '3' }] } },
    false,
  ],
  [{ Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } }, false],
])('holds %j against a request: %s', (condition, expected) => {
  const rules = [rule('default', []), rule('1', [condition])];
  expect(chosen(rules)).toBe(expected ? '1' : 'default');
});
