import { formatCount } from './format-count';
import { Translate } from './Translate';

const KILOBYTE = 1024;

/** A size in the unit that suits it, in steps of 1,024 as AWS counts. */
export function formatBytes(t: Translate, bytes: number): string {
  if (bytes < KILOBYTE) {
    return t('fact.bytes', { value: formatCount(bytes) });
  }
  return bytes < KILOBYTE * KILOBYTE
    ? t('fact.kilobytes', { value: formatCount(bytes / KILOBYTE) })
    : t('fact.megabytes', { value: formatCount(bytes / KILOBYTE / KILOBYTE) });
}
