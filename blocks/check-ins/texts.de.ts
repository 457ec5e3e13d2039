import { plural } from '#blocks/kit/plural.ts';
import { labels, moreChoices, questions } from './question-texts.de.ts';
import type { Texts } from './texts.en.ts';

export const de: Texts = {
  questions,
  labels,
  ...moreChoices,
  ratings: { '1': '😞 Schlecht', '2': '🙁 Nicht so gut', '3': '😐 Geht so', '4': '🙂 Gut', '5': '😀 Sehr gut' },
  talks: { yes: 'Ja', not_yet: 'Noch nicht', need_help: 'Ich brauche Hilfe' },
  obstacles: {
    none: 'Nichts',
    product_gap: 'Im Produkt fehlt etwas',
    technical: 'Technische Probleme',
    pricing: 'Preise',
    legal_contract: 'Recht oder Vertrag',
    competitor: 'Ein Wettbewerber',
    customer_delay: 'Der Kunde braucht mehr Zeit',
    enablement: 'Wir brauchen mehr Schulung oder Material',
    marketing_leads: 'Zu wenige Interessenten',
    our_response: 'Ihre Antworten dauern zu lange',
    channel_conflict: 'Konflikt mit einem anderen Verkäufer',
    payout_claim: 'Eine Auszahlung oder Abrechnung',
    resourcing_partner: 'Zu wenige Leute auf unserer Seite',
    other: 'Etwas anderes',
  },
  needs: {
    demo_help: 'Hilfe bei einer Demo',
    pricing: 'Preise',
    collateral: 'Material',
    training: 'Schulung',
    intro: 'Eine Vorstellung',
    nothing: 'Im Moment nichts',
  },
  efforts: {
    '1': '1 – stimme gar nicht zu',
    '2': '2',
    '3': '3',
    '4': '4 – weder noch',
    '5': '5',
    '6': '6',
    '7': '7 – stimme voll zu',
  },
  prompt: {
    open: ({ month, questions, due, oneTap }) =>
      oneTap
        ? `*Check-in ${month}*: ein Klick, wenn sich nichts geändert hat, bis *${due}*`
        : `*Check-in ${month}*: ${questions} ${plural('de', questions, { one: 'Frage', other: 'Fragen' })}, zwei Minuten, bis *${due}*`,
    due: ({ month, due, questions }) =>
      `*Check-in ${month}*: fällig *${due}*, ${questions} ${plural('de', questions, { one: 'Frage', other: 'Fragen' })} noch offen`,
    done: ({ month }) => `*Check-in ${month}*: danke, fertig ✓`,
    closed: ({ month }) => `*Check-in ${month}* ist geschlossen. Bis nächsten Monat!`,
    since: (day) => `Partner seit ${day}`,
    next: (day) => `Nächster Check-in ${day}`,
    answered: (answered, required) => `${answered} von ${required} beantwortet`,
    given: (question, answer, by) => `✓ ${question} *${answer}*, von ${by}`,
    somebody: 'jemandem aus dem Team',
    change: 'Ändern',
    sameAsIn: (month) => `*Wie im ${month}:*`,
    sameAsBefore: '*Wie zuletzt:*',
    faceConfirms: 'Ein Gesicht bestätigt das.',
    sayConfirms: 'Antworten Sie „gleich“, um das zu bestätigen.',
    confirmed: (answers) => `✓ Wie zuletzt, bestätigt: ${answers}`,
    noted: (answers) => `✓ Notiert: ${answers}`,
    inWords: (example) => `Oder im Thread antworten: \`${example}\``,
    changeAnswers: 'Antworten ändern',
    answerRest: 'Rest beantworten',
  },
  examples: {
    C1: 'gut',
    C2: 'ja',
    C3: 'Preise',
    C4: 'Schulung',
    C5: '6',
    F1: 'ja',
    S1: 'frei',
    T1: 'läuft gut',
    A1: 'auf Kurs',
    A2: 'nein',
  },
  thread: {
    reminder: (open, due) =>
      `${open} ${plural('de', open, { one: 'Frage ist', other: 'Fragen sind' })} noch offen, bis ${due}. Je ein Klick; alle aus Ihrem Team können antworten.`,
    summaryTitle: (month, answered, required) => `*Check-in ${month}*: ${answered} von ${required} beantwortet`,
    nothingYet: 'Noch keine Antworten.',
    withComment: 'mit Kommentar',
    pmReads: (pm) => `${pm} liest jede Antwort.`,
    yourContact: 'Ihr Partnermanager',
    openUntil: (until) => `Sie können noch bis ${until} antworten.`,
    next: (day) => `Nächster Check-in: ${day}.`,
    noted: (pm) => `Danke. ${pm} sieht, was Sie brauchen.`,
    replyUnclear: (pm, example) =>
      `Das konnte ich keiner Frage zuordnen; ${pm} bekommt es, wie es da steht. Zum Antworten hier genügen Nummer und Wort, zum Beispiel \`${example}\`.`,
    replyPartly: (pm, example) =>
      `Was ich verstanden habe, ist notiert; ${pm} bekommt den Rest, wie er da steht. Hier genügen Nummern und Wörter, zum Beispiel \`${example}\`.`,
    replyAfterClose: (pm, day) =>
      `Dieser Check-in ist geschlossen, das zählt also nicht mehr für den Monat. Es ist aufgehoben, und ${pm} bekommt es. Der nächste Check-in kommt am ${day}.`,
    notedHonest: (pm) => `Danke für die offene Antwort. ${pm} liest sie.`,
  },
  form: {
    title: (month) => `Check-in ${month}`,
    intro: (due) => `Fällig ${due}. Alle aus Ihrem Team können antworten; die letzte Antwort zählt.`,
    submit: 'Senden',
    close: 'Abbrechen',
    choose: 'Zutreffendes wählen',
    comment: 'Noch etwas?',
    commentHint: 'Das liest nur unser Team, nicht der Kanal.',
    closedTitle: 'Check-in geschlossen',
    afterClose:
      'Dieser Check-in wurde geschlossen, bevor Ihre Antwort ankam. Sie ist aufgehoben, zählt aber nicht mehr für diesen Monat.',
    ok: 'OK',
  },
  fieldErrors: {
    required: 'Bitte wählen Sie eine Antwort.',
    none_and_more: 'Wählen Sie entweder „Nichts“ oder das, was im Weg steht.',
    whole_number: 'Bitte eine ganze Zahl.',
    comment_too_long: 'Bitte höchstens 500 Zeichen.',
  },
  hub: {
    open: 'Check-in',
    nothingOpen: 'Es ist kein Check-in offen.',
    next: (day) => `Es ist kein Check-in offen. Der nächste kommt am ${day}.`,
  },
  home: {
    open: (month, answered, required, due) =>
      `*Check-in ${month}*: ${answered} von ${required} beantwortet, bis ${due}`,
    done: (month) => `*Check-in ${month}*: fertig ✓`,
    next: (day) => `Nächster Check-in: ${day}`,
    answer: 'Antworten',
    change: 'Ändern',
  },
  errors: {
    not_found: () => 'Dieser Check-in wurde nicht gefunden.',
    partner_only: () =>
      'Einen Check-in können nur Personen der Partnerfirma beantworten. Ihre Antworten sehen Sie in meinen Nachrichten an Sie.',
    closed: () => 'Dieser Check-in ist geschlossen. Der nächste kommt nächsten Monat.',
    already_done: () => 'Das ist schon erledigt.',
    partner_id_needed: () => 'Nennen Sie den Partner, zum Beispiel `/partner check-ins P-0016`.',
  },
};
