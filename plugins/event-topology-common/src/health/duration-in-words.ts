import { quantity } from './quantity';

const UNITS = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
];

/** A duration by its two largest units: `3 days 4 hours`, `45 seconds`. */
export function durationInWords(seconds: number): string {
  let left = Math.round(seconds);
  const first = UNITS.findIndex(unit => left >= unit.seconds);
  if (first < 0) {
    return '0 seconds';
  }
  return UNITS.slice(first, first + 2)
    .map(unit => {
      const count = Math.floor(left / unit.seconds);
      left -= count * unit.seconds;
      return count === 0 ? undefined : quantity(count, unit.name);
    })
    .filter(part => part !== undefined)
    .join(' ');
}
