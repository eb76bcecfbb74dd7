/** A time of day on a date, as a clock on the wall shows it. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = FORMATS.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    FORMATS.set(timeZone, format);
  }
  return format;
}

/** Whether a name is one of the IANA time zone database. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows at a time (milliseconds since the epoch). */
export function wallTimeAt(at: number, timeZone: string): WallTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(part => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * When the clock on the wall shows a time: milliseconds since the epoch, or
 * undefined for a time that daylight saving skips. Of a time that comes twice,
 * one is given.
 */
export function instantOf(
  wall: WallTime,
  timeZone: string,
): number | undefined {
  const asUtc = utcOf(wall);
  let instant = asUtc;
  // The offset is that of the instant looked for, hence the second round.
  for (let round = 0; round < 2; round += 1) {
    const shown = utcOf(wallTimeAt(instant, timeZone));
    instant += asUtc - shown;
  }
  return utcOf(wallTimeAt(instant, timeZone)) === asUtc ? instant : undefined;
}

function utcOf(wall: WallTime): number {
  return Date.UTC(
    wall.year,
    wall.month - 1,
    wall.day,
    wall.hour,
    wall.minute,
    wall.second,
  );
}
