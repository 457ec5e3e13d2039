import { errors } from './error-texts.en.ts';
import { staff } from './staff-texts.ts';
import type { Texts } from './texts.en.ts';

export const de: Texts = {
  hub: {
    fallback: 'Ihr Partnerkanal mit uns',
    title: 'Ihre Partnerschaft auf einen Blick',
    contact: (name) => `*Ihre Ansprechperson:* ${name}`,
    noContact: 'Ihre Ansprechperson wird hier bald genannt.',
    cover: (name) => `*Vertretung:* ${name}`,
    away: (name, until, cover) => `${name} ist bis ${until} nicht da, ${cover} vertritt.`,
    awayAlone: (name, until) => `${name} ist bis ${until} nicht da.`,
    sight: 'Bitte drücken Sie *Wir sehen das*, damit wir wissen, dass unsere Knöpfe bei Ihnen funktionieren.',
    sightButton: 'Wir sehen das',
    howTo: 'Nutzen Sie die Knöpfe, oder erwähnen Sie mich mit Ihrer Frage.',
    generic: 'In diesem Kanal sind mehrere Unternehmen, deshalb steht hier nur Allgemeines.',
    ended: 'Diese Partnerschaft ist beendet. Danke für die Zusammenarbeit.',
  },
  contacts: {
    button: 'Kontakte',
    title: 'Ihre Kontakte',
    close: 'Schließen',
    contact: (name) => `*Partnerbetreuung:* ${name}`,
    cover: (name) => `*Vertretung:* ${name}`,
    none: 'Noch ist niemand benannt. Schreiben Sie in diesen Kanal, wir antworten.',
  },
  sight: {
    thanks: 'Danke! Bei Ihnen funktioniert hier alles.',
    already: 'Danke, jemand aus Ihrem Haus hat schon gedrückt. Hier funktioniert alles.',
  },
  home: {
    company: (name) => `*${name}*`,
    contact: (name) => `Ihre Ansprechperson: ${name}`,
    cover: (name) => `Vertretung: ${name}`,
  },
  staff,
  errors: {
    ...errors,
    partner_unknown: () => 'Nicht gefunden.',
    send_time_outside: (params) => `Bitte wählen Sie eine Uhrzeit von ${params['from']} bis ${params['to']}.`,
    send_day_off: () => 'Das ist kein Arbeitstag Ihres Unternehmens. Bitte wählen Sie einen anderen.',
    topic_not_mutable: (params) => `Nichts wurde geändert: „${params['topic']}“ lässt sich nicht abschalten.`,
  },
};
