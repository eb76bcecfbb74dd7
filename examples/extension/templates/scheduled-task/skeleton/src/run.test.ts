import { run } from './run';

test('it says that it is time', async () => {
  const said: unknown[] = [];
  const say = (...words: unknown[]) => said.push(words);
  await run({ debug: say, info: say, warn: say, error: say });
  expect(said).toHaveLength(1);
});
