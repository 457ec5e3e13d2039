interface Who {
  id: string;
  owner: string;
  due: string;
}

export interface Texts {
  /** Titles as a partner may read them; never what somebody answered, only what is done about it. */
  titles: {
    call: string;
    word: string;
    satisfaction_drop: string;
    detractor: string;
    advocacy: string;
    deal_blocker: (category: string, dealId: string) => string;
    blocker: (category: string) => string;
    programme_blocker: (category: string) => string;
    promise: string;
    commitment: (text: string) => string;
    deal_closed: (dealId: string) => string;
    deal_help: (dealId: string) => string;
    effort: string;
    help: (topic: string) => string;
    capacity: string;
    people_change: string;
    numbers: string;
    missed_touch: string;
    silent: string;
  };
  categories: Readonly<Record<string, string>>;
  topics: Readonly<Record<string, string>>;
  somebody: string;
  logged: {
    one: (who: Who) => string;
    many: string;
    line: (title: string, who: Who) => string;
    states: Readonly<
      Record<
        'in_progress' | 'waiting_partner' | 'done' | 'wont_do' | 'cancelled',
        (id: string, title: string) => string
      >
    >;
  };
  closed: { done: (id: string, sentence: string) => string; wont_do: (id: string, reason: string) => string };
  newDate: (who: Who) => string;
  standing: (count: number, due: string) => string;
  home: { title: string; line: (title: string, who: Who) => string; waiting: (title: string, who: Who) => string };
  states: Readonly<Record<string, string>>;
  fieldErrors: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, (params: Readonly<Record<string, string | number | Date | undefined>>) => string>>;
}

const states: Readonly<Record<string, string>> = {
  open: 'open',
  in_progress: 'in work',
  waiting_partner: 'waiting for the partner',
  done: 'done',
  wont_do: 'closed without action',
  cancelled: 'no longer needed',
};

export const en: Texts = {
  titles: {
    call: 'A call with you',
    word: 'A word about how it is going',
    satisfaction_drop: 'Satisfaction has dropped',
    detractor: 'Talk about the recommendation score',
    advocacy: 'Ask for a reference or a case study',
    deal_blocker: (category, dealId) => `${category} on deal ${dealId}`,
    blocker: (category) => category,
    programme_blocker: (category) => `Several partners are held up by the same thing: ${category}`,
    promise: 'Something that we promised',
    commitment: (text) => text,
    deal_closed: (dealId) => `Close the books on deal ${dealId}`,
    deal_help: (dealId) => `Help with deal ${dealId}`,
    effort: 'Make working with us easier',
    help: (topic) => topic,
    capacity: 'Capacity is used up',
    people_change: 'People have changed: update the contacts',
    numbers: 'Check the numbers that we show',
    missed_touch: 'Call them: two touches in a row were missed',
    silent: 'Silent: three touches in a row were missed',
  },
  categories: {
    product_gap: 'Something missing in the product',
    technical: 'Technical problems',
    pricing: 'Pricing',
    legal_contract: 'Legal or contract',
    competitor: 'A competitor',
    customer_delay: 'The customer takes time',
    enablement: 'Training or material',
    marketing_leads: 'Leads and marketing',
    our_response: 'How fast we answer',
    channel_conflict: 'A conflict with another seller',
    payout_claim: 'A payout or claim',
    resourcing_partner: 'People on your side',
    other: 'What is in your way',
  },
  topics: {
    need_help: 'Help with prospects',
    demo_help: 'Help with a demo',
    pricing: 'Help with pricing',
    collateral: 'Material',
    training: 'Training',
    intro: 'An introduction',
    technical: 'Technical help',
    exec_intro: 'An introduction to an executive',
    marketing: 'Help with marketing',
    legal: 'Help with a contract',
  },
  somebody: 'our team',
  logged: {
    one: ({ id, owner, due }) => `Thanks. Logged as *${id}*, ${owner} will answer by ${due}.`,
    many: 'Thanks. Logged:',
    line: (title, { id, owner, due }) => `• *${id}* ${title}: ${owner} will answer by ${due}`,
    states: {
      in_progress: (id, title) => `${id} (${title}) is in work`,
      waiting_partner: (id, title) => `${id} (${title}) waits for an answer from you`,
      done: (id, title) => `✓ ${id} (${title}) is done`,
      wont_do: (id, title) => `${id} (${title}) was closed without action`,
      cancelled: (id, title) => `${id} (${title}) is no longer needed`,
    },
  },
  closed: {
    done: (id, sentence) => `*${id}* done: ${sentence}`,
    wont_do: (id, reason) => `*${id}* was closed without action: ${reason}`,
  },
  newDate: ({ id, owner, due }) => `*${id}* has a new date: ${owner} will answer by ${due}.`,
  standing: (count, due) =>
    count === 1 ? `One point is with us, due ${due}.` : `${count} points are with us, the next due ${due}.`,
  home: {
    title: 'What we do for you',
    line: (title, { id, owner, due }) => `• ${id} ${title}: ${owner}, by ${due}`,
    waiting: (title, { id, owner }) => `• ${id} ${title}: ${owner} waits for an answer from you`,
  },
  states,
  fieldErrors: {
    required: 'Please write one sentence.',
    too_long: 'Please make it shorter.',
  },
  errors: {
    not_found: () => 'This follow-up was not found.',
    already_moved: ({ followUpId, state }) =>
      `${String(followUpId)} is already ${states[String(state)] ?? String(state)}. Nothing was changed.`,
    already_done: () => 'This has been done already.',
    names_another_partner: () =>
      'This names another partner, and this partner reads it. Please take the name out and send again.',
    staff_unknown: ({ key }) => `Nobody of our staff has the key “${String(key)}”. Nothing was changed.`,
    bad_day: () => 'Name a day after today as YYYY-MM-DD, for example 2026-12-18. Nothing was changed.',
    bad_command: () =>
      'Say `/partner follow-ups`, `… P-0016`, `… FU-0123 assign tomas`, `… FU-0123 due 2026-12-18` or `… FU-0123 cancel reason`.',
  },
};
