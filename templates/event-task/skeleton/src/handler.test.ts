import { handleEvent } from './handler';

const event = {
  id: 'e-1',
  source: 'shop.media',
  detailType: 'VideoUploaded',
  time: '2026-01-01T00:00:00Z',
  fields: { OBJECT_KEY: 'videos/1.mp4' },
};
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('an event is handled', async () => {
  await expect(
    handleEvent(event, { log, stop: new AbortController().signal }),
  ).resolves.toBeUndefined();
});

test('a job that is asked to stop fails, so that its event is kept', async () => {
  await expect(
    handleEvent(event, { log, stop: AbortSignal.abort() }),
  ).rejects.toThrow();
});
