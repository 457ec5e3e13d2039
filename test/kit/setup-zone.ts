import process from 'node:process';

// A zone that did not take would make three runs of the calendar tests say nothing more than one.
const wanted = process.env['DRUMBEAT_TEST_ZONE'];
const actual = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
const sameZone = (zone: string | undefined): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone ?? 'none', timeZoneName: 'long' }).format(Date.UTC(2026, 6, 1));
if (sameZone(wanted) !== sameZone(actual)) throw new Error(`tests were to run in ${wanted}, but run in ${actual}`);
