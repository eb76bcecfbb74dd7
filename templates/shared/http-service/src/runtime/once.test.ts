import { AlreadyInProgressError } from './idempotency';
import { once } from './once';

const nothing = async () => {};

test('what was done is told', async () => {
  const done = { once: async () => 'duplicate' as const };
  expect(await once(done, 'k-1', nothing)).toBe('duplicate');
});

test('while somebody else is at it, the caller is asked to come again', async () => {
  const busy = {
    once: () => Promise.reject(new AlreadyInProgressError('k-1')),
  };
  await expect(once(busy, 'k-1', nothing)).rejects.toMatchObject({
    statusCode: 503,
    retryAfterSeconds: 10,
  });
});

test('what fails, fails', async () => {
  const failing = {
    once: (_key: string, _seconds: number, run: () => Promise<void>) =>
      run().then(() => 'handled' as const),
  };
  await expect(
    once(failing, 'k-1', () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
});
