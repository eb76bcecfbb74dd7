import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { supportedResourceTypes } from './supported-resource-types';

it('stands in the README as it is', () => {
  const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');

  expect(readme).toContain(supportedResourceTypes());
});
