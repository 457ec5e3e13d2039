import { plural } from '#blocks/kit/plural.ts';
import type { Texts } from './texts.en.ts';

const states: Readonly<Record<string, string>> = {
  planned: 'geplant, noch ohne Entwurf',
  drafted: 'noch nicht freigegeben',
  shared: 'schon freigegeben',
  held: 'schon gehalten',
  missed: 'ausgefallen',
  cancelled: 'abgesagt',
};

export const de: Texts = {
  somebody: 'unser Team',
  date: {
    set: (at) => `Unser Business-Review ist am *${at}*.`,
    moved: (at, wasAt) => `Unser Business-Review wechselt auf *${at}* (bisher ${wasAt}).`,
    next: (preworkOn, dueOn) => `Am ${preworkOn} kommen hier einige Fragen; bitte antworten Sie bis ${dueOn}.`,
    due: (dueOn) => `Bitte beantworten Sie unsere Fragen bis ${dueOn}.`,
    doubts: (pm) => `Die Zeit passt nicht? Sagen Sie es ${pm}.`,
  },
  agenda: {
    title: (at) => `*Business-Review am ${at}*: die Agenda`,
    executives: 'Eröffnung durch die Geschäftsleitungen beider Seiten und ihre Anliegen',
    commitments: 'Zusagen des letzten Reviews: was gehalten wurde',
    looking_back: 'Rückblick: Ergebnisse, Pipeline, Gewonnenes und Verlorenes',
    plan: 'Ausblick: Ziele, Vorhaben und Wünsche für das nächste Quartal',
    agreed: 'Entscheidungen und Zusagen beider Seiten',
    pack: 'Die Unterlagen stehen oben in diesem Thread.',
    replies: 'Fehlt etwas? Antworten Sie hier.',
  },
  pack: {
    title: (at) => `*Unterlagen für unser Business-Review am ${at}*`,
    frozen: (on) => `Zahlen vom ${on}.`,
    noNumbers: 'Es gibt noch keine Zahlen zu zeigen.',
    more: 'Mehr steht im Thread.',
    questions: (pm) => `Fragen? Antworten Sie hier; ${pm} liest mit.`,
    prework: '*Was Sie uns vor dem Review gesagt haben*',
    topics: {
      Q1: 'Gewonnen und verloren',
      Q2: 'Pipeline im nächsten Quartal',
      Q3: 'Anfangen, aufhören, weitermachen',
      Q4: 'Personen',
      Q5: 'Schulung und Zertifizierung',
      Q6: 'Marketing der nächsten Zeit',
      Q7: 'Für die Geschäftsleitungen',
    },
  },
  commitments: {
    title: '*Zusagen des letzten Reviews*',
    ours: '*Wir sagen zu*',
    theirs: '*Sie sagen zu*',
    open: ({ text, owner, due }) => `• ${text} (${owner}, bis ${due})`,
    kept: ({ text, owner }) => `• ✓ ${text} (${owner})`,
    late: ({ text, owner, due }) => `• ${text} (${owner}, war fällig am ${due})`,
  },
  minutes: {
    title: (on) => `*Protokoll unseres Business-Reviews am ${on}*`,
    attendees: (names) => `Mit ${names}`,
    decisions: '*Entscheidungen*',
    next: (on) => `Nächstes Review: ${on}.`,
    corrections: (name) => `Stimmt etwas nicht? Antworten Sie hier; ${name} berichtigt es.`,
  },
  progress: {
    title: (kept, all) => `*Zusagen unseres Business-Reviews: ${kept} von ${all} erledigt*`,
  },
  survey: {
    waiting: (people) =>
      `Eine kurze Umfrage wartet hier auf ${people} ${plural('de', people, { one: 'Person', other: 'Personen' })}. Sie dauert weniger als eine Minute.`,
    done: 'Die kurze Umfrage ist vollständig. Vielen Dank.',
    open: 'Umfrage öffnen',
    title: 'Kurze Umfrage',
    intro: 'Ihre Antwort geht an Ihren Partnermanager und unser Betriebsteam. Im Channel erscheint sie nicht.',
    score: 'Wie wahrscheinlich ist es, dass Sie unser Partnerprogramm einem anderen Unternehmen empfehlen?',
    scoreHint: '0: gar nicht. 10: äußerst wahrscheinlich.',
    scoreLow: (score) => `${score} (gar nicht wahrscheinlich)`,
    scoreHigh: (score) => `${score} (äußerst wahrscheinlich)`,
    reason: 'Was ist der wichtigste Grund?',
    consent: 'Dürfen wir auf Sie zukommen?',
    mayContact: 'Sie dürfen mich zu meiner Antwort ansprechen',
    submit: 'Senden',
    close: 'Abbrechen',
    thanks: 'Vielen Dank. Ihre Antwort ist bei uns.',
  },
  fieldErrors: {
    required: 'Bitte wählen Sie etwas aus oder füllen Sie es aus.',
    time: 'Bitte geben Sie eine Uhrzeit wie 14:30 an.',
    too_long: 'Bitte kürzen Sie den Text.',
    empty_minutes: 'Bitte schreiben Sie eine Entscheidung oder unten eine Zusage.',
    line_parts: 'Bitte schreiben Sie „was | wer | Tag“, zum Beispiel: Preisliste senden | Priya | 30.11.2026.',
    line_day: 'Bitte geben Sie den Tag als TT.MM.JJJJ an, zum Beispiel 30.11.2026.',
    line_past: 'Dieser Tag ist vorbei. Bitte geben Sie einen Tag ab heute an.',
    line_long: 'Bitte kürzen: höchstens 200 Zeichen, der Name höchstens 60.',
    too_many: 'Höchstens fünf für jede Seite. Bitte nehmen Sie eine heraus.',
  },
  errors: {
    not_found: () => 'Dieses Business-Review wurde nicht gefunden.',
    partner_needed: () =>
      'Nennen Sie den Partner: `/partner qbr P-0003`, oder mit einem Datum `/partner qbr P-0003 2026-10-20 14:00`.',
    bad_day: () => 'Geben Sie den Tag als JJJJ-MM-TT an, zum Beispiel 2026-10-20. Nichts wurde geändert.',
    bad_time: ({ from, to }) =>
      `Geben Sie die Uhrzeit des Partners als HH:mm an, von ${String(from)} bis vor ${String(to)}. Nichts wurde geändert.`,
    no_reviews: () =>
      'Dieser Partner hat keine Business-Reviews: Es gibt sie für aktive Partner der Stufen Strategic und Core. Nichts wurde geändert.',
    date_passed: ({ from, to }) =>
      `Das Review dieses Quartals ist gehalten, ausgelassen oder geschlossen, sein Datum bleibt. Seine Tage waren ${String(from)} bis ${String(to)}.`,
    too_many_moves: ({ from, to }) =>
      `Dieses Review wurde zweimal verlegt, mehr ist nicht erlaubt. Seine Tage sind ${String(from)} bis ${String(to)}; das Datum bleibt.`,
    outside_period: ({ from, to }) =>
      `Ein Review liegt auf den Arbeitstagen 10 bis 20 des Quartals: Wählen Sie einen Tag von ${String(from)} bis ${String(to)}. Nichts wurde geändert.`,
    not_ahead: ({ to }) =>
      `Dieser Tag ist zu früh: Der Partner braucht vorher Zeit für die Fragen. Wählen Sie einen späteren, spätestens ${String(to)}. Nichts wurde geändert.`,
    no_business_day: ({ from, to }) =>
      `An diesem Tag arbeitet eine der beiden Seiten nicht. Wählen Sie einen anderen von ${String(from)} bis ${String(to)}. Nichts wurde geändert.`,
    already_moved: ({ state, by }) =>
      `Das ist ${states[String(state)] ?? String(state)}${by === '' ? '' : ` (${String(by)})`}. Nichts wurde geändert.`,
    no_channel: () =>
      'Dieser Partner hat keinen verbundenen Channel, deshalb wurde nichts geteilt. Verbinden Sie einen mit `/partner connect` und versuchen Sie es noch einmal.',
    too_early: () => 'Das Protokoll lässt sich ab dem Termin schreiben. Ein anderes Datum: `/partner qbr`.',
    nothing_to_report: () => 'Es gibt noch keine Zusagen: Veröffentlichen Sie zuerst das Protokoll.',
    names_another_partner: () =>
      'Hier steht der Name eines anderen Partners, und dieser Partner liest es. Bitte nehmen Sie ihn heraus und senden Sie noch einmal.',
    not_for_you: () => 'Diese Umfrage ist für die Personen, die dafür benannt wurden. Von Ihnen wird nichts gebraucht.',
    survey_over: () => 'Diese Umfrage ist geschlossen. Nichts wurde gespeichert.',
    already_done: () => 'Das ist schon erledigt.',
  },
};
