import { endpointNode, unreadNode } from './external-node';

const place = {
  accountId: '123456789012',
  region: 'eu-central-1',
  scope: '123456789012/eu-central-1/sns',
};

describe('endpointNode', () => {
  it('shows no address and keeps addresses apart', () => {
    const ada = endpointNode(place, 'email', 'ada@shop.example');
    const bob = endpointNode(place, 'email', 'abe@shop.example');

    expect(JSON.stringify(ada)).not.toContain('ada@');
    expect(ada.name).toBe('a•••@shop.example');
    expect(ada.id).not.toBe(bob.id);
    expect(endpointNode(place, 'email', 'ada@shop.example').id).toBe(ada.id);
  });

  it('shows the last digits of a phone number alone', () => {
    const node = endpointNode(place, 'sms', '+4915112345678');

    expect(node.name).toBe('•••78');
    expect(JSON.stringify(node)).not.toContain('4915112');
    expect(node.attributes.protocol).toBe('sms');
  });

  it('leaves out what a webhook keeps secret in its URL', () => {
    const node = endpointNode(
      place,
      'https',
      'https://user:pass@hooks.example/orders?token=s3cret',
    );

    expect(node.name).toBe('https://hooks.example/orders');
    expect(JSON.stringify(node)).not.toMatch(/s3cret|pass/);
  });
});

describe('unreadNode', () => {
  it('tells another account from a resource of this one', () => {
    const other = unreadNode(
      place,
      'arn:aws:events:eu-central-1:999999999999:event-bus/partners',
      '',
    );
    const own = unreadNode(
      place,
      'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/events/all',
      '',
    );

    expect(other).toMatchObject({
      name: 'partners',
      accountId: '999999999999',
      attributes: { protocol: 'account' },
    });
    expect(own).toMatchObject({
      name: '/aws/events/all',
      attributes: { protocol: 'aws-resource' },
    });
  });
});
