import { NodeKind } from './kinds';
import { FiguresByKind, ReadableKind, Reading } from './readings';

/** The kinds that have figures; see `FiguresByKind`. @public */
export const READABLE_KINDS = [
  'queue',
  'ecs-service',
  'rule',
  'topic',
  'activity',
  'state-machine',
  'function',
  'stream',
  'kafka-topic',
  'broker',
] as const satisfies readonly ReadableKind[];

// Fails to compile when a kind with figures is missing in the list.
type MissingReadableKinds = Exclude<
  ReadableKind,
  (typeof READABLE_KINDS)[number]
>;
const everyReadableKindIsListed: MissingReadableKinds extends never
  ? true
  : never = true;
void everyReadableKindIsListed;

/** True for a kind that has figures. @public */
export function isReadableKind(kind: NodeKind): kind is ReadableKind {
  return (READABLE_KINDS as readonly NodeKind[]).includes(kind);
}

/**
 * The figures of a reading, or undefined when there is no reading or it is one
 * of another kind.
 *
 * @public
 */
export function figuresOfKind<K extends ReadableKind>(
  reading: Reading | undefined,
  kind: K,
): FiguresByKind[K] | undefined {
  return isReadingOfKind(reading, kind) ? reading.figures : undefined;
}

function isReadingOfKind<K extends ReadableKind>(
  reading: Reading | undefined,
  kind: K,
): reading is Extract<Reading, { kind: K }> & { figures: FiguresByKind[K] } {
  return reading?.kind === kind;
}
