import { matchResource } from './match-resource';

const resources = ['/', '/{proxy+}', '/orders/{id}', '/orders/new'].map(
  path => ({ path }),
);

it.each([
  ['/', '/', {}],
  ['/orders/new', '/orders/new', {}],
  ['/orders/a%20b', '/orders/{id}', { id: 'a b' }],
  ['/orders/7/items', '/{proxy+}', { proxy: 'orders/7/items' }],
])('finds for %s the resource %s', (path, resource, pathParameters) => {
  expect(matchResource(resources, path)).toEqual({
    resource: { path: resource },
    pathParameters,
  });
});

it('finds nothing where nothing fits', () => {
  expect(matchResource([{ path: '/orders' }], '/carts')).toBeUndefined();
});
