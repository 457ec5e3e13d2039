import type { ErrorText } from '#core/language.ts';

export interface Texts {
  kinds: Readonly<Record<string, string>>;
  item: (kind: string, text: string) => string;
  readMore: string;
  noted: (contact: string) => string;
  ourTeam: string;
  /** What stands under a field of a staff form; only English is ever read. */
  fieldErrors: Readonly<Record<string, string>>;
  states: Readonly<Record<string, string>>;
  errors: Readonly<
    Record<
      | 'not_found'
      | 'bad_quarter'
      | 'changed_meanwhile'
      | 'not_now'
      | 'names_a_partner'
      | 'win_partner_unknown'
      | 'too_long'
      | 'full'
      | 'empty'
      | 'own_issue'
      | 'not_the_lead'
      | 'already_done',
      ErrorText
    >
  >;
}

const states: Readonly<Record<string, string>> = {
  draft: 'a draft',
  submitted: 'waiting for approval',
  approved: 'approved',
  withdrawn: 'withdrawn',
};

export const en: Texts = {
  kinds: {
    programme: 'Programme news',
    product: 'Product change',
    incentive: 'Incentive',
    enablement: 'Enablement',
    joint_win: 'Joint win',
    dates: 'Key dates',
  },
  item: (kind, text) => `*${kind}:* ${text}`,
  readMore: 'Read more',
  noted: (contact) => `Noted. ${contact} knows that you want to hear more and gets in touch with you here.`,
  ourTeam: 'Our team',
  fieldErrors: {
    required: 'Please write one sentence.',
    too_long: 'Please make it shorter.',
    bad_url: 'A link begins with https:// and has no spaces.',
    win_partner: 'Name the partner whose win it is by its id, for example P-0016.',
    consent: 'A joint win goes out only when the partner agreed. Ask them first; your text stays here.',
  },
  states,
  errors: {
    not_found: () => 'This part of the newsletter was not found. Nothing was changed.',
    bad_quarter: () =>
      'Name the running quarter or one of the next four, for example `/partner newsletter 2027-Q1`; without a quarter you see the next issue.',
    changed_meanwhile: () =>
      'Somebody changed this issue meanwhile, so nothing of yours was stored. Copy your text, open `/partner newsletter` again and put it in.',
    not_now: ({ state }) =>
      `The issue is ${states[String(state)] ?? String(state)}, so this cannot be done now. Nothing was changed.`,
    names_a_partner: () =>
      'A partner is named here, and every partner reads this. Take the name out, or make it a joint win of that partner with its consent.',
    win_partner_unknown: ({ partnerId }) => `There is no partner ${String(partnerId)}. Check the id and send again.`,
    too_long: ({ characters }) =>
      `With this the newsletter is ${String(characters)} characters too long to be read in a minute. Shorten this or another item.`,
    full: () => 'The issue has six items, which is the most. Remove one first.',
    empty: () => 'There is nothing in this issue yet. Add an item first.',
    own_issue: () => 'You submitted this issue, so somebody else has to approve it. Nothing was changed.',
    not_the_lead: () =>
      'Of the partner managers only their lead approves the newsletter (`leads.pmLead` in the settings). Nothing was changed.',
    already_done: () => 'This has been said already. Nothing was changed.',
  },
};
