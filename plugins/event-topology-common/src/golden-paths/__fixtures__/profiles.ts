import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { parseGoldenPathProfile } from '../profile';
import { GoldenPathOffer } from '../recommend-candidates';

/** The ten golden paths as they stand in their templates. */
export const offers: GoldenPathOffer[] = readdirSync(
  join(__dirname, 'profiles'),
)
  .sort()
  .map(file => {
    const profile = parseGoldenPathProfile(
      parse(readFileSync(join(__dirname, 'profiles', file), 'utf8')),
    );
    return {
      entityRef: `template:default/${profile.pattern}`,
      title: profile.pattern,
      profile,
    };
  });
