import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allServices } from './services';
import { supportedOperations } from './supported-operations';

it('stands in the README as it is', () => {
  const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
  expect(readme).toContain(
    `<!-- prettier-ignore-start -->\n\n${supportedOperations(
      allServices,
    )}\n\n<!-- prettier-ignore-end -->`,
  );
});
