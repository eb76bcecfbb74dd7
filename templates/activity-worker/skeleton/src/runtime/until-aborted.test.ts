import { untilAborted } from './until-aborted';

test('work that ends in time has its result', async () => {
  const signal = new AbortController().signal;
  expect(await untilAborted(signal, async () => 7)).toBe(7);
});

test('work that does not heed the signal is not waited for', async () => {
  const stop = new AbortController();
  const waited = untilAborted(stop.signal, () => new Promise(() => {}));
  stop.abort(new Error('given back'));
  await expect(waited).rejects.toThrow('given back');
});

test('work is not begun after the signal', async () => {
  const work = jest.fn(async () => {});
  await expect(untilAborted(AbortSignal.abort(), work)).rejects.toThrow();
  expect(work).not.toHaveBeenCalled();
});
