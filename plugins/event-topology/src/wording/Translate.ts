import { TranslationFunction } from '@backstage/frontend-plugin-api';
import { eventTopologyTranslationRef } from '../translation';

/** Gives the text of a message of this plugin. */
export type Translate = TranslationFunction<
  typeof eventTopologyTranslationRef.T
>;
