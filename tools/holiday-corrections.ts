/** Days as `MM-DD`, parted by spaces, by year. */
type DaysByYear = Readonly<Partial<Record<number, string>>>;

/** A change to what date-holidays says; the generator refuses one that changes nothing. */
export interface HolidayCorrection {
  readonly country: string;
  readonly reason: string;
  readonly add?: DaysByYear;
  readonly drop?: DaysByYear;
}

/**
 * Where date-holidays 3.37.0 is wrong or silent (docs/holidays.md). The dates were checked against the Python package
 * holidays 0.108 (github.com/vacanza/holidays).
 */
export const holidayCorrections: readonly HolidayCorrection[] = [
  {
    country: 'AE',
    reason:
      'Two National Days and the Day of Arafah (Cabinet Resolution 27 of 2024); 30 Ramadan and moved days of 2026 as announced.',
    add: { 2026: '03-19 05-26 06-15 08-28 12-03', 2027: '05-15 12-03', 2028: '05-04 12-03', 2029: '04-23' },
    drop: { 2026: '06-16 08-25' },
  },
  {
    country: 'AE',
    reason: "Laylat al-Mi'raj and the first day of Ramadan: the second opinion has no day off there.",
    drop: { 2026: '01-16 02-18', 2027: '01-05 02-08 12-25', 2028: '01-28 12-14', 2029: '01-16' },
  },
  {
    country: 'AR',
    reason: 'Bridge days of Resolution 164 of 2025 and the papal visit (Decree 1103 of 2026).',
    add: { 2026: '03-23 07-10 11-09 12-07' },
  },
  {
    country: 'CA',
    reason: "Canada Labour Code, section 195: the working day after a Christmas or New Year's Day on a weekend.",
    add: { 2027: '12-27', 2028: '01-03' },
  },
  {
    country: 'CN',
    reason:
      'Days of the State Council notice for 2026; later the decree of 2024, with a day for each one lost to a weekend.',
    add: {
      2026: '01-02 02-19 02-20 02-23 04-06 05-04 05-05 10-05 10-06 10-07',
      2027: '02-08 02-09 02-10 05-03 05-04 10-04 10-05',
      2028: '01-03 01-28 05-02 05-29 10-04',
      2029: '02-15 05-02 06-18 09-24',
    },
  },
  {
    country: 'CN',
    reason: 'A day off for children only.',
    drop: { 2026: '06-01', 2027: '06-01', 2028: '06-01', 2029: '06-01' },
  },
  {
    country: 'ID',
    reason:
      'Forecasts for a country that sights the moon: up to a day after the Saudi calendar that date-holidays follows.',
    add: { 2027: '03-11 05-17', 2028: '02-28 05-09 05-26 08-04', 2029: '02-16 03-15 04-25 05-15 12-04' },
    drop: { 2027: '03-09', 2028: '02-26 08-03', 2029: '02-14 04-24 05-14 12-03' },
  },
  {
    country: 'IE',
    reason: "Bank holidays that follow a Christmas on a weekend, and the Monday after a New Year's Day on one.",
    add: { 2026: '12-29', 2027: '12-28', 2028: '01-03' },
  },
  {
    country: 'IN',
    reason: "Movable holidays in the central government's list of 14, of which date-holidays has none.",
    add: {
      2026: '03-21 03-31 05-01 05-27 06-26 08-26 10-20 11-08 11-24',
      2027: '03-10 04-18 05-17 05-20 06-16 10-09 10-29 11-14',
      2028: '02-27 04-07 05-06 05-08 06-04 08-04 09-27 10-17 11-02',
      2029: '02-15 04-25 04-26 05-24 05-27 07-25 10-16 11-05 11-21',
    },
  },
  {
    country: 'KR',
    reason:
      'The New Year holiday is the day with the one before and the one after; date-holidays begins on the day itself.',
    add: { 2026: '02-16', 2027: '02-06', 2028: '01-26', 2029: '02-12' },
    drop: { 2026: '02-19', 2028: '01-29', 2029: '02-15' },
  },
  {
    country: 'KR',
    reason: 'Labour Day with its substitute (Public Holidays Act as of 2026) and the election days set by law.',
    add: { 2026: '05-01 06-03', 2027: '05-03', 2028: '04-12 05-01', 2029: '05-01' },
  },
  {
    country: 'NL',
    reason: "New Year's Eve is no holiday (General Extension of Time Limits Act, article 3) and banks open.",
    drop: { 2026: '12-31', 2027: '12-31', 2028: '12-31', 2029: '12-31' },
  },
  {
    country: 'PH',
    reason:
      'Special non-working days: proclamations for 2026 (1006 of 2025) and 2027; later Republic Acts 9492 and 10966 and, as a forecast, Chinese New Year.',
    add: {
      2026: '02-17 08-21 11-01 11-02 12-08 12-24 12-31',
      2027: '11-01 11-02 12-08 12-24 12-31',
      2028: '01-26 08-21 11-01 12-08',
      2029: '02-13 08-21 11-01 12-31',
    },
  },
  {
    country: 'RU',
    reason: 'Days moved by government decree (2026, 2027) and by article 112 of the Labour Code.',
    add: { 2026: '01-09 05-11 12-31', 2027: '02-22 05-03 05-10 06-14 11-05 12-31' },
  },
  {
    country: 'SA',
    reason: 'Days given for those of a long holiday that fall on the Friday and Saturday weekend.',
    add: { 2026: '03-23 03-24 05-31', 2027: '03-14 05-19', 2028: '03-01 05-08 05-09 09-24', 2029: '02-18 02-19' },
  },
  {
    country: 'SG',
    reason:
      'Dates of the Ministry of Manpower for 2027; forecasts after it, with Vesak Day, which date-holidays has only up to 2026.',
    add: { 2027: '03-10 05-17 05-20', 2028: '02-28 05-09', 2029: '02-15 04-25 05-28' },
    drop: { 2027: '03-09', 2028: '02-26', 2029: '04-24' },
  },
  {
    country: 'TH',
    reason: 'Substitute days, Labour Day and Buddhist days, of which date-holidays has few.',
    add: {
      2026: '01-02 05-01 06-01 12-07',
      2027: '02-22 05-03 05-20 07-19 07-20 10-25 12-06',
      2028: '01-03 02-10 04-17 05-01 05-08 06-05 07-06 07-07 08-14 12-11',
      2029: '01-02 02-27 04-16 05-01 05-28 06-04 07-25 07-26 07-30 08-13 10-15',
    },
  },
  {
    country: 'TW',
    reason: 'Memorial days and Labour Day of the act of 2025, and substitute days.',
    add: {
      2026: '02-27 04-03 05-01 09-28 10-09 10-26 12-25',
      2027: '02-04 04-06 04-30 09-28 10-25 12-24',
      2028: '01-24 04-03 05-01 09-28 10-25 12-25',
      2029: '04-03 05-01 06-15 09-21 09-28 10-25 12-25',
    },
  },
  {
    country: 'US',
    reason: 'Day after Thanksgiving: only an observance there, but offices close (domain §16.5).',
    add: { 2026: '11-27', 2027: '11-26', 2028: '11-24', 2029: '11-23' },
  },
  {
    country: 'ZA',
    reason: 'Local government elections, declared a public holiday (Public Holidays Act, section 2A).',
    add: { 2026: '11-04' },
  },
];
