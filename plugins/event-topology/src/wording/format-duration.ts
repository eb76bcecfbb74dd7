import { Translate } from './Translate';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in at most two units: `42 s`, `3 min 5 s`, `2 h`, `4 days`. */
export function formatDuration(t: Translate, seconds: number): string {
  if (seconds > 0 && seconds < 1) {
    return t('duration.milliseconds', {
      value: String(Math.round(seconds * 1000)),
    });
  }
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) {
    return t('duration.seconds', { value: String(whole) });
  }
  if (whole < HOUR) {
    const minutes = Math.floor(whole / MINUTE);
    const rest = whole % MINUTE;
    return rest > 0 && minutes < 10
      ? t('duration.minutesSeconds', {
          minutes: String(minutes),
          seconds: String(rest),
        })
      : t('duration.minutes', { value: String(minutes) });
  }
  if (whole < DAY) {
    const hours = Math.floor(whole / HOUR);
    const minutes = Math.floor((whole % HOUR) / MINUTE);
    return minutes > 0
      ? t('duration.hoursMinutes', {
          hours: String(hours),
          minutes: String(minutes),
        })
      : t('duration.hours', { value: String(hours) });
  }
  const days = Math.floor(whole / DAY);
  const hours = Math.floor((whole % DAY) / HOUR);
  return hours > 0 && days < 4
    ? t('duration.daysHours', { days: String(days), hours: String(hours) })
    : t('duration.days', { count: days });
}

/** How long ago a moment is, as `formatDuration` says it. */
export function formatAge(t: Translate, at: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(at)) / 1000);
  return formatDuration(t, Math.max(0, seconds));
}
