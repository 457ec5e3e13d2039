/** Slack's date tokens, `<!date^seconds^format^link|fallback>`, in the reader's own zone. slack.md §4 */
const dayMs = 24 * 3_600_000;

export function formatDateToken(seconds: number, pattern: string, zone: string, now: Date): string {
  const at = new Date(seconds * 1000);
  return pattern.replace(/\{([a-z_]+)\}/g, (whole, token: string) => tokenText(token, at, zone, now) ?? whole);
}

function tokenText(token: string, at: Date, zone: string, now: Date): string | undefined {
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone }).format(at);
  const pretty = (text: string): string => nearDay(at, zone, now) ?? text;
  const date = show({ month: 'long', day: 'numeric', year: 'numeric' });
  const short = show({ month: 'short', day: 'numeric', year: 'numeric' });
  const long = show({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  switch (token) {
    case 'date_num':
      return dayKey(at, zone);
    case 'date':
      return date;
    case 'date_slash':
      return show({ month: '2-digit', day: '2-digit', year: 'numeric' });
    case 'date_short':
      return short;
    case 'date_long':
      return long;
    case 'date_pretty':
      return pretty(date);
    case 'date_short_pretty':
      return pretty(short);
    case 'date_long_pretty':
    case 'day_divider_pretty':
      return pretty(long);
    case 'time':
      return show({ hour: 'numeric', minute: '2-digit' });
    case 'time_secs':
      return show({ hour: 'numeric', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return ago(now.getTime() - at.getTime());
    default:
      return undefined;
  }
}

/** `yesterday`, `today`, `tomorrow`, or nothing. */
export function nearDay(at: Date, zone: string, now: Date): string | undefined {
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return 'today';
  if (day === dayKey(new Date(now.getTime() - dayMs), zone)) return 'yesterday';
  if (day === dayKey(new Date(now.getTime() + dayMs), zone)) return 'tomorrow';
  return undefined;
}

export function dayKey(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(at);
}

/** `Tuesday, December 8`, as between the days of a conversation. */
export function dayTitle(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone }).format(
    at,
  );
}

/** `Tue 8 Dec 2026, 15:20` */
export function stamp(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
    .format(at)
    .replace(/^(\w+),/, '$1');
}

export function clockTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
}

function ago(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const words = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
  const size =
    minutes < 60
      ? words(minutes, 'minute')
      : minutes < 1440
        ? words(Math.round(minutes / 60), 'hour')
        : words(Math.round(minutes / 1440), 'day');
  return ms >= 0 ? `${size} ago` : `in ${size}`;
}
