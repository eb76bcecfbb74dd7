import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { parseGoldenPathProfile } from '../profile';
import { GoldenPathOffer } from '../recommend-candidates';

function offerOf(goldenPath: unknown): GoldenPathOffer {
  const profile = parseGoldenPathProfile(goldenPath);
  return {
    entityRef: `template:default/${profile.pattern}`,
    title: profile.pattern,
    profile,
  };
}

function read(path: string) {
  return parse(readFileSync(path, 'utf8'));
}

const PROFILES = join(__dirname, 'profiles');

/** One golden path for each row of the table of patterns. */
export const offers: GoldenPathOffer[] = readdirSync(PROFILES)
  .sort()
  .map(file => offerOf(read(join(PROFILES, file))));

const TEMPLATES = join(__dirname, '../../../../../templates');

/** The golden paths of this repository, as the catalog reads them. */
export const templateOffers: GoldenPathOffer[] = readdirSync(TEMPLATES, {
  recursive: true,
  encoding: 'utf8',
})
  .filter(file => /^[^/\\]+[/\\]template\.yaml$/.test(file))
  .sort()
  .map(file => offerOf(read(join(TEMPLATES, file)).spec.goldenPath));
