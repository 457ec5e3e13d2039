import { plural } from '#blocks/kit/plural.ts';

type ErrorText = (params: Readonly<Record<string, string | number | Date | undefined>>) => string;

interface Promised {
  text: string;
  owner: string;
  due: string;
}

export interface Texts {
  somebody: string;
  date: {
    set: (at: string) => string;
    moved: (at: string, wasAt: string) => string;
    next: (preworkOn: string, dueOn: string) => string;
    due: (dueOn: string) => string;
    doubts: (pm: string) => string;
  };
  agenda: {
    title: (at: string) => string;
    executives: string;
    commitments: string;
    looking_back: string;
    plan: string;
    agreed: string;
    pack: string;
    replies: string;
  };
  pack: {
    title: (at: string) => string;
    frozen: (on: string) => string;
    noNumbers: string;
    more: string;
    questions: (pm: string) => string;
    prework: string;
    topics: Readonly<Record<string, string>>;
  };
  commitments: {
    title: string;
    ours: string;
    theirs: string;
    open: (promised: Promised) => string;
    kept: (promised: Promised) => string;
    late: (promised: Promised) => string;
  };
  minutes: {
    title: (on: string) => string;
    attendees: (names: string) => string;
    decisions: string;
    next: (on: string) => string;
    corrections: (name: string) => string;
  };
  progress: { title: (kept: number, all: number) => string };
  survey: {
    waiting: (people: number) => string;
    done: string;
    open: string;
    title: string;
    intro: string;
    score: string;
    scoreHint: string;
    scoreLow: (score: string) => string;
    scoreHigh: (score: string) => string;
    reason: string;
    consent: string;
    mayContact: string;
    submit: string;
    close: string;
    thanks: string;
  };
  fieldErrors: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, ErrorText>>;
}

const states: Readonly<Record<string, string>> = {
  planned: 'planned, without a draft yet',
  drafted: 'waiting for approval',
  shared: 'approved already',
  held: 'held already',
  missed: 'missed',
  cancelled: 'cancelled',
};

export const en: Texts = {
  somebody: 'our team',
  date: {
    set: (at) => `Our business review is on *${at}*.`,
    moved: (at, wasAt) => `Our business review moves to *${at}* (it was ${wasAt}).`,
    next: (preworkOn, dueOn) => `A few questions come here on ${preworkOn}; please answer by ${dueOn}.`,
    due: (dueOn) => `Please answer our questions by ${dueOn}.`,
    doubts: (pm) => `The time does not suit you? Tell ${pm}.`,
  },
  agenda: {
    title: (at) => `*Business review on ${at}*: the agenda`,
    executives: 'Opening by the executives of both sides, and what they ask for',
    commitments: 'Commitments of the last review: what was kept',
    looking_back: 'Looking back: results, pipeline, wins and losses',
    plan: 'Looking ahead: targets, initiatives and asks for the next quarter',
    agreed: 'Decisions and commitments of both sides',
    pack: 'The pack is at the top of this thread.',
    replies: 'Something is missing? Reply here.',
  },
  pack: {
    title: (at) => `*Pack for our business review on ${at}*`,
    frozen: (on) => `Numbers of ${on}.`,
    noNumbers: 'There are no numbers to show yet.',
    more: 'More in the thread.',
    questions: (pm) => `Questions? Reply here; ${pm} reads it.`,
    prework: '*What you told us before the review*',
    topics: {
      Q1: 'Wins and losses',
      Q2: 'Pipeline next quarter',
      Q3: 'Start, stop, continue',
      Q4: 'People',
      Q5: 'Enablement and certification',
      Q6: 'Marketing',
      Q7: 'For the executives',
    },
  },
  commitments: {
    title: '*Commitments of the last review*',
    ours: '*We commit to*',
    theirs: '*You commit to*',
    open: ({ text, owner, due }) => `• ${text} (${owner}, by ${due})`,
    kept: ({ text, owner }) => `• ✓ ${text} (${owner})`,
    late: ({ text, owner, due }) => `• ${text} (${owner}, was due ${due})`,
  },
  minutes: {
    title: (on) => `*Minutes of our business review on ${on}*`,
    attendees: (names) => `With ${names}`,
    decisions: '*Decisions*',
    next: (on) => `Next review: ${on}.`,
    corrections: (name) => `Something is wrong? Reply here; ${name} corrects it.`,
  },
  progress: {
    title: (kept, all) => `*Commitments of our business review: ${kept} of ${all} done*`,
  },
  survey: {
    waiting: (people) =>
      `A short survey waits for ${people} ${plural('en', people, { one: 'person', other: 'people' })} here. It takes less than a minute.`,
    done: 'The short survey is complete. Thank you.',
    open: 'Open the survey',
    title: 'Short survey',
    intro: 'Your answer goes to your partner manager and our operations. It is not shown in the channel.',
    score: 'How likely are you to recommend our partner programme to another company?',
    scoreHint: '0: not at all. 10: extremely likely.',
    scoreLow: (score) => `${score} (not at all likely)`,
    scoreHigh: (score) => `${score} (extremely likely)`,
    reason: 'What is the main reason?',
    consent: 'May we come back to you?',
    mayContact: 'You may contact me about my answer',
    submit: 'Send',
    close: 'Cancel',
    thanks: 'Thank you. Your answer is with us.',
  },
  fieldErrors: {
    required: 'Please choose or fill in one.',
    time: 'Please give a time such as 14:30.',
    too_long: 'Please make it shorter.',
    empty_minutes: 'Please write one decision, or one commitment below.',
    line_parts: 'Please write “what | who | day”, for example: Send the price list | Priya | 2026-11-30.',
    line_day: 'Please give the day as YYYY-MM-DD, for example 2026-11-30.',
    line_past: 'This day is over. Please give a day from today on.',
    line_long: 'Please make it shorter: at most 200 characters, the name at most 60.',
    too_many: 'At most five for each side. Please take one out.',
  },
  errors: {
    not_found: () => 'This business review was not found.',
    partner_needed: () =>
      'Name the partner: `/partner qbr P-0003`, or with a date `/partner qbr P-0003 2026-10-20 14:00`.',
    bad_day: () => 'Give the day as YYYY-MM-DD, for example 2026-10-20. Nothing was changed.',
    bad_time: ({ from, to }) =>
      `Give the time as HH:mm of the partner’s clock, from ${String(from)} to before ${String(to)}. Nothing was changed.`,
    no_reviews: () =>
      'This partner has no business reviews: they are for active partners of the strategic and core tier. Nothing was changed.',
    date_passed: ({ from, to }) =>
      `The review of this quarter has been held, skipped or closed, so its date stays. Its days were ${String(from)} to ${String(to)}.`,
    too_many_moves: ({ from, to }) =>
      `This review was moved twice, and more is not allowed. Its days are ${String(from)} to ${String(to)}; the date stays as it is.`,
    outside_period: ({ from, to }) =>
      `A review is held on business days 10 to 20 of the quarter: choose a day from ${String(from)} to ${String(to)}. Nothing was changed.`,
    not_ahead: ({ to }) =>
      `This day is too soon: the partner needs time to answer the questions first. Choose a later day, at the latest ${String(to)}. Nothing was changed.`,
    no_business_day: ({ from, to }) =>
      `On this day one of the two sides does not work. Choose another one from ${String(from)} to ${String(to)}. Nothing was changed.`,
    already_moved: ({ state, by }) =>
      `This is ${states[String(state)] ?? String(state)}${by === '' ? '' : ` (${String(by)})`}. Nothing was changed.`,
    no_channel: () =>
      'This partner has no connected channel, so nothing was shared. Connect one with `/partner connect`, then try again.',
    too_early: () => 'Minutes can be written from the time of the meeting on. Another date: `/partner qbr`.',
    nothing_to_report: () => 'There are no commitments yet: publish the minutes first.',
    names_another_partner: () =>
      'This names another partner, and this partner reads it. Please take the name out and send again.',
    not_for_you: () => 'This survey is for the people who were named for it. Nothing is needed from you.',
    survey_over: () => 'This survey is closed. Nothing was stored.',
    already_done: () => 'This has been done already.',
  },
};
