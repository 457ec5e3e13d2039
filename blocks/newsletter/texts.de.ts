import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

const states: Readonly<Record<string, string>> = {
  draft: 'ein Entwurf',
  submitted: 'zur Freigabe vorgelegt',
  approved: 'freigegeben',
  withdrawn: 'zurückgezogen',
};

export const de: Texts = {
  kinds: {
    programme: 'Aus dem Programm',
    product: 'Neu im Produkt',
    incentive: 'Förderung',
    enablement: 'Weiterbildung',
    joint_win: 'Gemeinsamer Erfolg',
    dates: 'Termine',
  },
  item: (kind, text) => `*${kind}:* ${text}`,
  readMore: 'Mehr dazu',
  noted: (contact) => `Notiert. ${contact} weiß, dass Sie mehr hören möchten, und meldet sich hier bei Ihnen.`,
  ourTeam: 'Unser Team',
  fieldErrors: en.fieldErrors,
  states,
  errors: {
    not_found: () => 'Dieser Teil des Newsletters wurde nicht gefunden. Es wurde nichts geändert.',
    bad_quarter: () =>
      'Nennen Sie das laufende Quartal oder eines der nächsten vier, zum Beispiel `/partner newsletter 2027-Q1`; ohne Quartal sehen Sie die nächste Ausgabe.',
    changed_meanwhile: () =>
      'Jemand hat diese Ausgabe inzwischen geändert, deshalb wurde nichts gespeichert. Kopieren Sie Ihren Text, öffnen Sie `/partner newsletter` neu und setzen Sie ihn ein.',
    not_now: ({ state }) =>
      `Die Ausgabe ist ${states[String(state)] ?? String(state)}, deshalb geht das jetzt nicht. Es wurde nichts geändert.`,
    names_a_partner: () =>
      'Hier wird ein Partner genannt, und alle Partner lesen das. Streichen Sie den Namen, oder machen Sie daraus einen gemeinsamen Erfolg mit Zustimmung dieses Partners.',
    win_partner_unknown: ({ partnerId }) =>
      `Einen Partner ${String(partnerId)} gibt es nicht. Prüfen Sie die Nummer und senden Sie noch einmal.`,
    too_long: ({ characters }) =>
      `Damit ist der Newsletter ${String(characters)} Zeichen zu lang, um in einer Minute gelesen zu werden. Kürzen Sie diesen oder einen anderen Punkt.`,
    full: () => 'Die Ausgabe hat sechs Punkte, mehr gehen nicht. Entfernen Sie zuerst einen.',
    empty: () => 'In dieser Ausgabe steht noch nichts. Fügen Sie zuerst einen Punkt hinzu.',
    own_issue: () =>
      'Sie haben diese Ausgabe vorgelegt, deshalb muss jemand anders sie freigeben. Es wurde nichts geändert.',
    not_the_lead: () =>
      'Von den Partnermanagern gibt nur ihre Leitung den Newsletter frei (`leads.pmLead` in den Einstellungen). Es wurde nichts geändert.',
    already_done: () => 'Das wurde schon gesagt. Es wurde nichts geändert.',
  },
};
