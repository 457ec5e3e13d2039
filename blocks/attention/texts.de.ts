import { staff } from './staff-texts.ts';
import type { Texts } from './texts.en.ts';

export const de: Texts = {
  week: {
    title: 'Diese Woche',
    fallback: (count) => `Diese Woche: ${count} Punkte für Sie`,
    line: (text) => `• ${text}`,
    seeAll: (count) => `Alle ${count} ansehen`,
    close: 'Schließen',
    empty: 'Davon ist nichts mehr offen.',
  },
  preferences: {
    button: 'Einstellungen',
    title: 'Einstellungen',
    submit: 'Speichern',
    close: 'Abbrechen',
    intro: 'Wann und worüber wir Ihrem Unternehmen schreiben. Änderungen gelten ab der nächsten Nachricht.',
    weekday: 'Bevorzugter Wochentag',
    weekdayHint: 'Für alles, was wir selbst planen, zum Beispiel Check-ins.',
    time: 'Bevorzugte Uhrzeit',
    timeHint: (zone) => `In Ihrer Zeitzone, ${zone}.`,
    noPreference: 'Keine Vorliebe',
    muted: 'Abschalten',
    mutedHint: 'Entscheidungen zu Deals, Verträge, Auszahlungen, Sicherheit und Check-ins erreichen Sie immer.',
    saved: 'Gespeichert. Es gilt ab der nächsten Nachricht.',
    weekdays: {
      1: 'Montag',
      2: 'Dienstag',
      3: 'Mittwoch',
      4: 'Donnerstag',
      5: 'Freitag',
      6: 'Samstag',
      7: 'Sonntag',
    },
    topics: {
      collateral: 'Neue Unterlagen',
      incentives: 'Prämien und Budgets',
      celebrations: 'Gemeinsame Erfolge',
      newsletter: 'Rundbrief',
      p2p: 'Kontakte zu anderen Partnern',
    },
  },
  staff,
  errors: {
    not_found: () => 'Nicht gefunden.',
    not_yours: () => 'Sie betreuen diesen Partner nicht. Fragen Sie die Partnerbetreuung oder partner ops.',
    admin_only: () =>
      'Nichts wurde geändert: Einstellungen setzt nur ein Admin Ihres Unternehmens. Fragen Sie dort, oder uns.',
    told_already: () => 'Die Partnerbetreuung wurde schon gefragt.',
    nobody_to_tell: () => 'Niemand, der diesen Partner betreut, ist in Slack bekannt.',
    usage: (params) => `Schreiben Sie \`${params['usage']}\`.`,
  },
};
