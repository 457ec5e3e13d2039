import type { Texts } from './texts.en.ts';

const states: Readonly<Record<string, string>> = {
  open: 'offen',
  in_progress: 'in Arbeit',
  waiting_partner: 'beim Partner',
  done: 'erledigt',
  wont_do: 'ohne Ergebnis geschlossen',
  cancelled: 'nicht mehr nötig',
};

export const de: Texts = {
  titles: {
    call: 'Ein Gespräch mit Ihnen',
    word: 'Ein Wort dazu, wie es läuft',
    satisfaction_drop: 'Die Zufriedenheit ist gesunken',
    detractor: 'Gespräch zur Weiterempfehlung',
    advocacy: 'Bitte um eine Referenz oder Fallstudie',
    deal_blocker: (category, dealId) => `${category} bei Geschäft ${dealId}`,
    blocker: (category) => category,
    programme_blocker: (category) => `Mehrere Partner hängen an derselben Sache: ${category}`,
    promise: 'Etwas, das wir zugesagt haben',
    commitment: (text) => text,
    deal_closed: (dealId) => `Abschluss von Geschäft ${dealId}`,
    deal_help: (dealId) => `Hilfe bei Geschäft ${dealId}`,
    effort: 'Die Zusammenarbeit einfacher machen',
    help: (topic) => topic,
    capacity: 'Die Kapazität ist ausgeschöpft',
    people_change: 'Neue Personen: Kontakte auffrischen',
    numbers: 'Prüfung der gezeigten Zahlen',
    missed_touch: 'Anrufen: zwei Termine nacheinander verpasst',
    silent: 'Still: drei Termine nacheinander verpasst',
  },
  categories: {
    product_gap: 'Etwas fehlt im Produkt',
    technical: 'Technische Probleme',
    pricing: 'Preise',
    legal_contract: 'Recht oder Vertrag',
    competitor: 'Ein Wettbewerber',
    customer_delay: 'Der Kunde braucht Zeit',
    enablement: 'Schulung oder Material',
    marketing_leads: 'Interessenten und Marketing',
    our_response: 'Wie schnell wir antworten',
    channel_conflict: 'Ein Konflikt mit einem anderen Verkäufer',
    payout_claim: 'Eine Auszahlung oder Abrechnung',
    resourcing_partner: 'Leute auf Ihrer Seite',
    other: 'Was Ihnen im Weg steht',
  },
  topics: {
    need_help: 'Hilfe mit Interessenten',
    demo_help: 'Hilfe bei einer Demo',
    pricing: 'Hilfe bei Preisen',
    collateral: 'Material',
    training: 'Schulung',
    intro: 'Eine Vorstellung',
    technical: 'Technische Hilfe',
    exec_intro: 'Eine Vorstellung bei der Geschäftsleitung',
    marketing: 'Hilfe beim Marketing',
    legal: 'Hilfe beim Vertrag',
  },
  somebody: 'unser Team',
  logged: {
    one: ({ id, owner, due }) => `Danke. Notiert als *${id}*: Bis ${due} antwortet ${owner}.`,
    many: 'Danke. Notiert:',
    line: (title, { id, owner, due }) => `• *${id}* ${title}: ${owner} antwortet bis ${due}`,
    states: {
      in_progress: (id, title) => `${id} (${title}) ist in Arbeit`,
      waiting_partner: (id, title) => `${id} (${title}) wartet auf eine Antwort von Ihnen`,
      done: (id, title) => `✓ ${id} (${title}) ist erledigt`,
      wont_do: (id, title) => `${id} (${title}) wurde ohne Ergebnis geschlossen`,
      cancelled: (id, title) => `${id} (${title}) ist nicht mehr nötig`,
    },
  },
  closed: {
    done: (id, sentence) => `*${id}* erledigt: ${sentence}`,
    wont_do: (id, reason) => `*${id}* wurde ohne Ergebnis geschlossen: ${reason}`,
  },
  newDate: ({ id, owner, due }) => `*${id}* hat einen neuen Termin: Bis ${due} antwortet ${owner}.`,
  standing: (count, due) =>
    count === 1
      ? `Ein Punkt liegt bei uns, fällig ${due}.`
      : `${count} Punkte liegen bei uns, der nächste fällig ${due}.`,
  home: {
    title: 'Was wir für Sie tun',
    line: (title, { id, owner, due }) => `• ${id} ${title}: ${owner}, bis ${due}`,
    waiting: (title, { id, owner }) => `• ${id} ${title}: ${owner} wartet auf eine Antwort von Ihnen`,
  },
  states,
  fieldErrors: {
    required: 'Bitte schreiben Sie einen Satz.',
    too_long: 'Bitte kürzer.',
  },
  errors: {
    not_found: () => 'Dieser Vorgang wurde nicht gefunden.',
    already_moved: ({ followUpId, state }) =>
      `${String(followUpId)} ist schon ${states[String(state)] ?? String(state)}. Nichts wurde geändert.`,
    already_done: () => 'Das ist schon erledigt.',
    names_another_partner: () =>
      'Das nennt einen anderen Partner, und dieser Partner liest es. Bitte nehmen Sie den Namen heraus und senden Sie noch einmal.',
    staff_unknown: ({ key }) => `Niemand von uns hat den Schlüssel „${String(key)}“. Nichts wurde geändert.`,
    bad_day: () => 'Nennen Sie einen Tag nach heute als JJJJ-MM-TT, zum Beispiel 2026-12-18. Nichts wurde geändert.',
    bad_command: () =>
      'Sagen Sie `/partner follow-ups`, `… P-0016`, `… FU-0123 assign tomas`, `… FU-0123 due 2026-12-18` oder `… FU-0123 cancel Grund`.',
  },
};
