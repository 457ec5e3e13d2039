import type { QuestionId } from '../schemas.ts';

/** Value → what people write for it, in both languages, lower case and without punctuation. Longer phrases win. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

const ratings: Vocabulary = {
  '1': ['1', 'one', 'eins', '😞', 'bad', 'very bad', 'terrible', 'awful', 'schlecht', 'sehr schlecht', 'furchtbar'],
  '2': ['2', 'two', 'zwei', '🙁', 'not great', 'not good', 'poor', 'nicht so gut', 'nicht gut', 'mäßig', 'maessig'],
  '3': ['3', 'three', 'drei', '😐', 'ok', 'okay', 'so so', 'fine', 'neutral', 'geht so', 'mittel', 'in ordnung'],
  '4': ['4', 'four', 'vier', '🙂', 'good', 'well', 'not bad', 'gut', 'nicht schlecht', 'ganz gut'],
  '5': ['5', 'five', 'fünf', 'fuenf', '😀', 'great', 'very good', 'excellent', 'sehr gut', 'super', 'prima', 'toll'],
};

const yes = ['yes', 'y', 'yep', 'yeah', 'ja', 'jo', 'jawohl'];
const no = ['no', 'n', 'nope', 'nein', 'nee'];

const talks: Vocabulary = {
  yes,
  not_yet: ['not yet', 'no', 'nope', 'none', 'nobody', 'noch nicht', 'nein', 'nee', 'keine', 'niemand'],
  need_help: [
    'need help',
    'i need help',
    'we need help',
    'help',
    'stuck',
    'ich brauche hilfe',
    'brauche hilfe',
    'hilfe',
    'hänge fest',
    'komme nicht weiter',
  ],
};

const nothing = [
  'nothing',
  'none',
  'no',
  'nothing right now',
  'nichts',
  'keine',
  'nein',
  'im moment nichts',
  'gar nichts',
];

const obstacles: Vocabulary = {
  none: nothing,
  product_gap: [
    'product',
    'product gap',
    'missing feature',
    'feature',
    'something is missing in the product',
    'produkt',
    'funktion fehlt',
    'im produkt fehlt etwas',
  ],
  technical: [
    'technical',
    'technical problems',
    'technical problem',
    'tech',
    'bug',
    'bugs',
    'technik',
    'technisch',
    'technische probleme',
  ],
  pricing: [
    'pricing',
    'price',
    'prices',
    'too expensive',
    'quote',
    'quotes',
    'discount',
    'preis',
    'preise',
    'zu teuer',
    'angebot',
    'angebote',
    'rabatt',
  ],
  legal_contract: ['legal', 'contract', 'legal or contract', 'recht', 'vertrag', 'recht oder vertrag'],
  competitor: [
    'competitor',
    'competitors',
    'competition',
    'a competitor',
    'wettbewerber',
    'wettbewerb',
    'konkurrenz',
    'ein wettbewerber',
  ],
  customer_delay: [
    'customer',
    'customer delay',
    'the customer needs more time',
    'kunde',
    'der kunde braucht mehr zeit',
  ],
  enablement: [
    'training',
    'material',
    'enablement',
    'we need more training or material',
    'schulung',
    'wir brauchen mehr schulung oder material',
  ],
  marketing_leads: ['leads', 'too few leads', 'no leads', 'marketing', 'zu wenige interessenten', 'interessenten'],
  our_response: [
    'response',
    'slow answers',
    'your answers take too long',
    'antworten',
    'ihre antworten dauern zu lange',
  ],
  channel_conflict: [
    'conflict',
    'channel conflict',
    'conflict with another seller',
    'konflikt',
    'konflikt mit einem anderen verkäufer',
  ],
  payout_claim: [
    'payout',
    'claim',
    'payment',
    'a payout or claim',
    'auszahlung',
    'abrechnung',
    'eine auszahlung oder abrechnung',
  ],
  resourcing_partner: [
    'people',
    'too few people',
    'too few people on our side',
    'capacity',
    'leute',
    'zu wenige leute',
    'zu wenige leute auf unserer seite',
  ],
  other: ['other', 'something else', 'anderes', 'etwas anderes', 'sonstiges'],
};

const needs: Vocabulary = {
  demo_help: ['demo', 'demo help', 'help with a demo', 'hilfe bei einer demo'],
  pricing: ['pricing', 'price', 'prices', 'quote', 'preis', 'preise', 'angebot'],
  collateral: ['material', 'collateral', 'slides', 'unterlagen', 'folien'],
  training: ['training', 'schulung'],
  intro: ['intro', 'an intro', 'introduction', 'an introduction', 'vorstellung', 'eine vorstellung', 'kontakt'],
  nothing,
};

const efforts: Vocabulary = {
  '1': ['1', 'strongly disagree', '1 – strongly disagree', 'stimme gar nicht zu', '1 – stimme gar nicht zu'],
  '2': ['2'],
  '3': ['3'],
  '4': ['4', 'neither', '4 – neither', 'weder noch', '4 – weder noch'],
  '5': ['5'],
  '6': ['6'],
  '7': ['7', 'strongly agree', '7 – strongly agree', 'stimme voll zu', '7 – stimme voll zu'],
};

const yesOrNo: Vocabulary = { yes, no };

const progresses: Vocabulary = {
  on_track: ['on track', 'green', 'auf kurs', 'grün'],
  at_risk: ['at risk', 'amber', 'yellow', 'gefährdet', 'gelb'],
  off_track: ['off track', 'red', 'nicht auf kurs', 'rot'],
};

const stances: Vocabulary = {
  moved: ['moved forward', 'moved', 'forward', 'progress', 'vorangekommen', 'weiter', 'fortschritt'],
  no_change: ['no change', 'unchanged', 'same', 'unverändert', 'keine änderung', 'gleich'],
  at_risk: ['at risk', 'risk', 'stuck', 'gefährdet', 'hängt'],
  won: ['won', 'signed', 'closed won', 'gewonnen', 'unterschrieben'],
  lost: ['lost', 'closed lost', 'verloren'],
  on_hold: ['on hold', 'hold', 'paused', 'ruht', 'pausiert'],
};

const forecasts: Vocabulary = {
  commit: ['commit', 'committed', 'zugesagt'],
  likely: ['likely', 'wahrscheinlich'],
  upside: ['upside', 'möglich'],
  omit: ['omit', 'leave out', 'weglassen'],
};

const helpWanted: Vocabulary = {
  technical: ['technical', 'tech', 'technik', 'technisch'],
  pricing: ['pricing', 'price', 'prices', 'preis', 'preise'],
  exec_intro: [
    'meeting an executive',
    'executive',
    'exec',
    'exec intro',
    'kontakt zur geschäftsleitung',
    'geschäftsleitung',
  ],
  marketing: ['marketing'],
  legal: ['legal', 'contract', 'recht', 'vertrag'],
  none: ['none', 'no help needed', 'no help', 'nothing', 'no', 'keine hilfe nötig', 'keine', 'nichts', 'nein'],
};

const resourcings: Vocabulary = { yes: [...yes, 'ok', 'fine'], tight: ['tight', 'knapp'], no };

/** What can be said to each question; numbers, amounts and free text need no words. */
export const vocabularyOf: Readonly<Partial<Record<QuestionId, Vocabulary>>> = {
  C1: ratings,
  C2: talks,
  C3: obstacles,
  C4: needs,
  C5: efforts,
  D1: stances,
  D4: obstacles,
  D5: forecasts,
  W1: yesOrNo,
  W2: helpWanted,
  B3: resourcings,
  B4: ratings,
  M1: yesOrNo,
  M2: progresses,
  M3: obstacles,
  M5: ratings,
  F1: yesOrNo,
  S1: { free: ['free', 'frei'], tight: ['tight', 'knapp'], full: ['full', 'voll', 'ausgelastet'] },
  T1: {
    healthy: ['healthy', 'good', 'fine', 'läuft gut', 'gut', 'läuft'],
    degraded: ['degraded', 'slow', 'eingeschränkt', 'langsam'],
    broken: ['broken', 'down', 'gestört', 'kaputt'],
  },
  A1: progresses,
  A2: yesOrNo,
  N1: yesOrNo,
  N3: ratings,
};
