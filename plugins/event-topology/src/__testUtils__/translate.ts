import { mockApis } from '@backstage/frontend-test-utils';
import { eventTopologyTranslationRef } from '../translation';
import { Translate } from '../wording/Translate';

/** The texts of the plugin as a reader gets them by default. */
export function testTranslate(): Translate {
  const translation = mockApis
    .translation()
    .getTranslation(eventTopologyTranslationRef);
  if (!translation.ready) {
    throw new Error('The default texts are always there');
  }
  return translation.t;
}
