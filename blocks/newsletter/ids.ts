export const actionIds = {
  open: 'newsletter.note.open',
  add: 'newsletter.issue.add',
  edit: 'newsletter.issue.edit',
  remove: 'newsletter.issue.remove',
  call: 'newsletter.issue.call',
  preview: 'newsletter.issue.preview',
  back: 'newsletter.issue.back',
  submit: 'newsletter.issue.submit',
  approve: 'newsletter.issue.approve',
  withdraw: 'newsletter.issue.withdraw',
  /** The one button of the newsletter, in the partner's channel. */
  answer: 'newsletter.post.answer',
} as const;

export const callbackIds = {
  issue: 'newsletter.issue',
  preview: 'newsletter.preview',
  item: 'newsletter.item',
  call: 'newsletter.call',
} as const;
