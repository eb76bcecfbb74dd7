import { handleItem } from './handler';

const item = { id: 'execution-1/0', data: { customerId: 'c-1' } };
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('an item has an answer', async () => {
  await expect(
    handleItem(item, { log, stop: new AbortController().signal }),
  ).resolves.toEqual({ id: 'execution-1/0' });
});

test('an item that is given back fails, so that another worker does it', async () => {
  await expect(
    handleItem(item, { log, stop: AbortSignal.abort() }),
  ).rejects.toThrow();
});
