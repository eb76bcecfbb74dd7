import { handleStep } from './handler';

const input = {
  execution: 'arn:aws:states:eu-central-1:123456789012:execution:offers:1',
  fields: { OBJECT_KEY: 'offers/2026-01.csv' },
};
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('a step has an answer', async () => {
  await expect(
    handleStep(input, { log, stop: new AbortController().signal }),
  ).resolves.toEqual({ fields: ['OBJECT_KEY'] });
});

test('a step that is asked to stop fails, so that it is tried again', async () => {
  await expect(
    handleStep(input, { log, stop: AbortSignal.abort() }),
  ).rejects.toThrow();
});
