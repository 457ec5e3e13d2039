/** What staff read about the newsletter: English only (design §9). Names and texts come in escaped. */
export const staffTexts = {
  title: (issueKey: string) => `Newsletter ${issueKey}`,
  close: 'Close',
  save: 'Save',
  cancel: 'Cancel',
  head: {
    draft: (approveBy: string, on: string) =>
      `*Draft.* Approved by ${approveBy}, it goes to partners of the emerging tier from ${on} on; if not, it is skipped.`,
    submitted: (approveBy: string, on: string) =>
      `*Waiting for approval*, needed by ${approveBy}. Partners get it from ${on} on. A change makes it a draft again.`,
    approved: (_approveBy: string, on: string) =>
      `*Approved.* Partners get it from ${on} on. To change it, withdraw it first.`,
    withdrawn: (approveBy: string, on: string) =>
      `*Withdrawn.* It does not go out on ${on}, unless it is changed, submitted and approved by ${approveBy}.`,
  },
  signed: (by: string, on: string) => `Approved by ${by}, ${on}.`,
  clicked: (count: number) =>
    count === 1 ? 'One partner has used the button.' : `${count} partners have used the button.`,
  empty: 'Nothing in it yet: up to six items and one button.',
  itemLine: (n: number, kind: string, text: string) => `*${n}. ${kind}*\n${text}`,
  germanToo: (text: string) => `:de: ${text}`,
  noGerman: ':de: as in English',
  win: (partnerId: string) => `Win of ${partnerId}, who agreed.`,
  callLine: (label: string, target: string) => `*Button:* ${label} · ${target}`,
  callAsksUs: 'tells the partner manager who wants to hear more',
  noCall: '*Button:* none',
  add: 'Add an item',
  edit: 'Edit',
  remove: 'Remove',
  removeTitle: 'Remove this item?',
  removeText: 'Its text is gone afterwards.',
  keep: 'Keep it',
  call: 'Set the button',
  preview: 'Preview',
  back: 'Back',
  submit: 'Submit for approval',
  approve: 'Approve',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this issue?',
  withdrawText: 'It does not go out. What already stands in channels stays there.',
  previewTitle: 'Preview',
  previewIn: { en: '*In English*', de: '*In German*' },
  previewOwn: '_Then, for each partner, where it stands._',
  itemTitle: 'Item',
  kind: 'What is it?',
  text: 'Text',
  textHint: 'One or two sentences; no partner is named but in a joint win.',
  german: 'German text',
  germanHint: 'Without it, German readers get the English text.',
  url: 'Link',
  urlHint: 'https://…',
  position: 'Place',
  winPartner: 'Joint win: whose?',
  winPartnerHint: 'The partner’s id, for example P-0016. Leave it empty for anything else.',
  consent: 'Joint win: consent',
  consentBox: 'The partner agreed to be named',
  callTitle: 'The button',
  callLabel: 'Words on the button',
  callLabelHint: 'For example “Book a seat”. Empty: no button.',
  callGerman: 'German words',
  callUrl: 'Link that it opens',
  callUrlHint: 'Empty: the press tells the partner manager that this person wants to hear more.',
  notCounted: 'You are one of us, so this press is not counted.',
  open: 'Open',
  notes: {
    draft: (key: string, by: string, on: string) =>
      `*Newsletter ${key}:* please draft it and have it approved by *${by}*. Partners get it from ${on} on.`,
    review: (key: string, by: string, on: string, who: string) =>
      `*Newsletter ${key}* waits for your approval by *${by}*. ${who} submitted it; it goes out from ${on} on.`,
    approved: (key: string, _by: string, on: string, who: string) =>
      `*Newsletter ${key}* is approved by ${who}. Partners get it from ${on} on.`,
    withdrawn: (key: string, _by: string, on: string, who: string) =>
      `*Newsletter ${key}* was withdrawn by ${who}. It does not go out on ${on} unless it is approved again.`,
    late: (key: string, _by: string, on: string) =>
      `*Newsletter ${key}* is not approved: it will be skipped on ${on} unless it is approved before.`,
  },
  someone: 'A colleague',
  interest: (partner: string, people: string, label: string, key: string) =>
    `*${partner}*: ${people} pressed “${label}” in newsletter ${key}. They were told that you get in touch.`,
} as const;
