/** `Thu 7 Jan 17:00 (New York)`. */
export function momentText(at: Date, zone: string): string {
  const day = written(at, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  const time = written(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day} ${time} (${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')})`;
}

function written(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(at);
}
