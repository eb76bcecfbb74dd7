// Adds Backstage's own colours to the type of Material UI's palette.
import type {} from '@backstage/theme';

export { healthColour } from './health-colour';
export { familyColour, familyOf, KIND_FAMILIES } from './kind-family';
export type { KindFamily } from './kind-family';
export { readableOn } from './readable-on';
