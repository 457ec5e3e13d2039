import type { HolidayList } from './holidays.ts';

/**
 * Nation-wide public and bank holidays of the fixture countries, November 2026 to January 2027, substitute days
 * included (domain §16.5), plus by hand the US day after Thanksgiving. Regional and half days are left out. Written by
 * hand; the days on which only banks close were checked against date-holidays (ISC and CC-BY-3.0,
 * github.com/commenthol/date-holidays), PH against Proclamation 1006 of 2025.
 */
export const holidays2026To27: HolidayList = {
  covers: { startsOn: '2026-11-01', endsOn: '2027-01-31' },
  countries: {
    AE: { '2026-12-02': 'National Day', '2026-12-03': 'National Day', '2027-01-01': "New Year's Day" },
    AU: {
      '2026-12-25': 'Christmas Day',
      '2026-12-26': 'Boxing Day',
      '2026-12-28': 'Boxing Day (substitute)',
      '2027-01-01': "New Year's Day",
      '2027-01-26': 'Australia Day',
    },
    BR: {
      '2026-11-02': 'Finados',
      '2026-11-15': 'Proclamação da República',
      '2026-11-20': 'Dia da Consciência Negra',
      '2026-12-25': 'Natal',
      '2027-01-01': 'Confraternização Universal',
    },
    CA: { '2026-12-25': 'Christmas Day', '2027-01-01': "New Year's Day" },
    DE: {
      '2026-12-25': 'Erster Weihnachtstag',
      '2026-12-26': 'Zweiter Weihnachtstag',
      '2027-01-01': 'Neujahr',
    },
    FR: {
      '2026-11-01': 'Toussaint',
      '2026-11-11': 'Armistice 1918',
      '2026-12-25': 'Noël',
      '2027-01-01': "Jour de l'an",
    },
    GB: {
      '2026-12-25': 'Christmas Day',
      '2026-12-26': 'Boxing Day',
      '2026-12-28': 'Boxing Day (substitute)',
      '2027-01-01': "New Year's Day",
    },
    IE: {
      '2026-12-25': 'Christmas Day',
      '2026-12-26': "St Stephen's Day",
      '2026-12-28': "St Stephen's Day (substitute)",
      '2026-12-29': 'Christmas bank holiday',
      '2027-01-01': "New Year's Day",
    },
    IN: {
      '2026-11-08': 'Diwali',
      '2026-11-24': 'Guru Nanak Jayanti',
      '2026-12-25': 'Christmas Day',
      '2027-01-26': 'Republic Day',
    },
    JP: {
      '2026-11-03': 'Culture Day',
      '2026-11-23': 'Labour Thanksgiving Day',
      '2026-12-31': 'Bank holiday',
      '2027-01-01': "New Year's Day",
      '2027-01-02': 'Bank holiday',
      '2027-01-03': 'Bank holiday',
      '2027-01-11': 'Coming of Age Day',
    },
    KR: { '2026-12-25': 'Christmas Day', '2027-01-01': "New Year's Day" },
    MX: {
      '2026-11-02': 'Día de Muertos (bank holiday)',
      '2026-11-16': 'Día de la Revolución',
      '2026-12-12': 'Día de la Virgen de Guadalupe (bank holiday)',
      '2026-12-25': 'Navidad',
      '2027-01-01': 'Año Nuevo',
    },
    NL: { '2026-12-25': 'Eerste kerstdag', '2026-12-26': 'Tweede kerstdag', '2027-01-01': 'Nieuwjaarsdag' },
    PH: {
      '2026-11-01': "All Saints' Day",
      '2026-11-02': "All Souls' Day",
      '2026-11-30': 'Bonifacio Day',
      '2026-12-08': 'Immaculate Conception',
      '2026-12-24': 'Christmas Eve',
      '2026-12-25': 'Christmas Day',
      '2026-12-30': 'Rizal Day',
      '2026-12-31': 'Last day of the year',
      '2027-01-01': "New Year's Day",
    },
    PL: {
      '2026-11-01': 'Wszystkich Świętych',
      '2026-11-11': 'Narodowe Święto Niepodległości',
      '2026-12-24': 'Wigilia',
      '2026-12-25': 'Boże Narodzenie',
      '2026-12-26': 'Drugi dzień Bożego Narodzenia',
      '2027-01-01': 'Nowy Rok',
      '2027-01-06': 'Trzech Króli',
    },
    SE: {
      '2026-12-24': 'Julafton (bank holiday)',
      '2026-12-25': 'Juldagen',
      '2026-12-26': 'Annandag jul',
      '2026-12-31': 'Nyårsafton (bank holiday)',
      '2027-01-01': 'Nyårsdagen',
      '2027-01-06': 'Trettondedag jul',
    },
    SG: {
      '2026-11-08': 'Deepavali',
      '2026-11-09': 'Deepavali (substitute)',
      '2026-12-25': 'Christmas Day',
      '2027-01-01': "New Year's Day",
    },
    US: {
      '2026-11-11': 'Veterans Day',
      '2026-11-26': 'Thanksgiving Day',
      '2026-11-27': 'Day after Thanksgiving',
      '2026-12-25': 'Christmas Day',
      '2027-01-01': "New Year's Day",
      '2027-01-18': 'Martin Luther King Jr. Day',
    },
    ZA: {
      '2026-12-16': 'Day of Reconciliation',
      '2026-12-25': 'Christmas Day',
      '2026-12-26': 'Day of Goodwill',
      '2027-01-01': "New Year's Day",
    },
  },
};
