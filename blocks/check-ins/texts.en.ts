import { plural } from '#blocks/kit/plural.ts';
import type { ErrorText } from '#core/language.ts';
import { labels, moreChoices, questions } from './question-texts.en.ts';

interface PromptWords {
  month: string;
  questions: number;
  due: string;
  /** Everything but the scale is filled in. */
  oneTap: boolean;
}

/** What partners read about check-ins. Names and other user text come in escaped. */
export const en = {
  questions,
  labels,
  ...moreChoices,
  ratings: { '1': '😞 Bad', '2': '🙁 Not great', '3': '😐 OK', '4': '🙂 Good', '5': '😀 Great' },
  talks: { yes: 'Yes', not_yet: 'Not yet', need_help: 'I need help' },
  obstacles: {
    none: 'Nothing',
    product_gap: 'Something is missing in the product',
    technical: 'Technical problems',
    pricing: 'Pricing',
    legal_contract: 'Legal or contract',
    competitor: 'A competitor',
    customer_delay: 'The customer needs more time',
    enablement: 'We need more training or material',
    marketing_leads: 'Too few leads',
    our_response: 'Your answers take too long',
    channel_conflict: 'Conflict with another seller',
    payout_claim: 'A payout or claim',
    resourcing_partner: 'Too few people on our side',
    other: 'Something else',
  },
  needs: {
    demo_help: 'Help with a demo',
    pricing: 'Pricing',
    collateral: 'Material',
    training: 'Training',
    intro: 'An introduction',
    nothing: 'Nothing right now',
  },
  efforts: {
    '1': '1 – strongly disagree',
    '2': '2',
    '3': '3',
    '4': '4 – neither',
    '5': '5',
    '6': '6',
    '7': '7 – strongly agree',
  },
  prompt: {
    open: ({ month, questions, due, oneTap }: PromptWords) =>
      oneTap
        ? `*${month} check-in*: one tap if nothing has changed, by *${due}*`
        : `*${month} check-in*: ${questions} ${plural('en', questions, { one: 'question', other: 'questions' })}, two minutes, by *${due}*`,
    due: ({ month, due, questions }: PromptWords) =>
      `*${month} check-in*: due *${due}*, ${questions} ${plural('en', questions, { one: 'question', other: 'questions' })} still open`,
    done: ({ month }: PromptWords) => `*${month} check-in*: thanks, done ✓`,
    closed: ({ month }: PromptWords) => `*${month} check-in* is closed. See you next month!`,
    since: (day: string) => `Partner since ${day}`,
    next: (day: string) => `Next check-in ${day}`,
    answered: (answered: number, required: number) => `${answered} of ${required} answered`,
    given: (question: string, answer: string, by: string) => `✓ ${question} *${answer}*, by ${by}`,
    somebody: 'a colleague',
    change: 'Change',
    sameAsIn: (month: string) => `*Same as in ${month}:*`,
    sameAsBefore: '*Same as before:*',
    faceConfirms: 'A face confirms this.',
    sayConfirms: 'Reply “same” to confirm this.',
    confirmed: (answers: string) => `✓ As before, confirmed: ${answers}`,
    noted: (answers: string) => `✓ Noted: ${answers}`,
    inWords: (example: string) => `Or reply in the thread: \`${example}\``,
    changeAnswers: 'Change answers',
    answerRest: 'Answer the rest',
  },
  /** One word that answers each question, as it can be written in the thread. */
  examples: {
    C1: 'good',
    C2: 'yes',
    C3: 'pricing',
    C4: 'training',
    C5: '6',
    F1: 'yes',
    S1: 'free',
    T1: 'healthy',
    A1: 'on track',
    A2: 'no',
  } as Readonly<Record<string, string>>,
  thread: {
    reminder: (open: number, due: string) =>
      `${open} ${plural('en', open, { one: 'question is', other: 'questions are' })} still open, until ${due}. One tap each; anyone on your team can answer.`,
    summaryTitle: (month: string, answered: number, required: number) =>
      `*${month} check-in*: ${answered} of ${required} answered`,
    nothingYet: 'No answers yet.',
    withComment: 'with a comment',
    pmReads: (pm: string) => `${pm} reads every answer.`,
    yourContact: 'Your partner manager',
    openUntil: (until: string) => `You can still answer until ${until}.`,
    next: (day: string) => `Next check-in: ${day}.`,
    noted: (pm: string) => `Thanks. ${pm} sees what you need.`,
    replyUnclear: (pm: string, example: string) =>
      `I could not match this to a question; ${pm} gets it as it stands. To answer here, write the number and a word, for example \`${example}\`.`,
    replyPartly: (pm: string, example: string) =>
      `The part I understood is noted; ${pm} gets the rest as it stands. Numbers and words work here, for example \`${example}\`.`,
    replyAfterClose: (pm: string, day: string) =>
      `This check-in is closed, so this no longer counts for the month. It is kept, and ${pm} gets it. The next check-in comes on ${day}.`,
    notedHonest: (pm: string) => `Thank you for the honest answer. ${pm} reads it.`,
  },
  form: {
    title: (month: string) => `${month} check-in`,
    intro: (due: string) => `Due ${due}. Anyone on your team can answer; the last answer counts.`,
    submit: 'Send',
    close: 'Cancel',
    choose: 'Choose what applies',
    comment: 'Anything else?',
    commentHint: 'Only our team reads this, not the channel.',
    closedTitle: 'Check-in closed',
    afterClose:
      'This check-in was closed before your answer arrived. Your answer is kept, but no longer counts for this month.',
    ok: 'OK',
  },
  fieldErrors: {
    required: 'Please choose an answer.',
    none_and_more: 'Choose either “Nothing” or what is in your way.',
    whole_number: 'Please write a whole number.',
    comment_too_long: 'Please keep this under 500 characters.',
  } as Readonly<Record<string, string>>,
  hub: {
    open: 'Check-in',
    nothingOpen: 'There is no open check-in.',
    next: (day: string) => `There is no open check-in. The next one comes on ${day}.`,
  },
  home: {
    open: (month: string, answered: number, required: number, due: string) =>
      `*${month} check-in*: ${answered} of ${required} answered, by ${due}`,
    done: (month: string) => `*${month} check-in*: done ✓`,
    next: (day: string) => `Next check-in: ${day}`,
    answer: 'Answer',
    change: 'Change',
  },
  errors: {
    not_found: () => 'This check-in was not found.',
    partner_only: () =>
      'Only people of the partner company can answer a check-in. You see their answers in your messages from me.',
    closed: () => 'This check-in is closed. The next one comes next month.',
    already_done: () => 'This is already done.',
    partner_id_needed: () => 'Say which partner, for example `/partner check-ins P-0016`.',
  } satisfies Readonly<Record<string, ErrorText>>,
};

export type Texts = typeof en;
