import { orAborted } from './or-aborted';

const never = new Promise<string>(() => {});

describe('orAborted', () => {
  it('gives what the work gives', async () => {
    const { signal } = new AbortController();

    await expect(orAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(
      orAborted(Promise.reject(new Error('broken')), signal),
    ).rejects.toThrow('broken');
  });

  it('does not wait for work that does not listen', async () => {
    const controller = new AbortController();
    const result = orAborted(never, controller.signal);
    controller.abort(new Error('enough'));

    await expect(result).rejects.toThrow('enough');
    await expect(orAborted(never, controller.signal)).rejects.toThrow('enough');
  });

  it('swallows how work ended that nobody waits for any more', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));

    await expect(
      orAborted(Promise.reject(new Error('late')), controller.signal),
    ).rejects.toThrow('enough');
  });
});
