import { HandlerContext, handleRequest } from './handler';

const context: HandlerContext = {
  detailTypes: ['OrderCreated'],
  log: { debug() {}, info() {}, warn() {}, error() {} },
  stop: new AbortController().signal,
};

test('what the request says happened is published', async () => {
  const happening = { detailType: 'OrderCreated', data: { orderId: 'o-1' } };
  expect(await handleRequest(happening, context)).toEqual([happening]);
});

test.each([
  ['of another type', { detailType: 'OrderLost', data: {} }],
  ['without data', { detailType: 'OrderCreated' }],
  ['with a list for data', { detailType: 'OrderCreated', data: [] }],
  ['that is no object', 'OrderCreated'],
  ['without a body', undefined],
])('a request %s is refused for good', async (_, body) => {
  await expect(handleRequest(body, context)).rejects.toMatchObject({
    statusCode: 422,
  });
});
