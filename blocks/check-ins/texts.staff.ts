/** What staff read about check-ins: English only (design §9). Names and comments come in escaped. */
export const staffTexts = {
  gapsTitle: (partner: string, title: string) => `*${partner}*: ${title} has open questions`,
  gapsAnswered: (answered: number, required: number, until: string) =>
    `${answered} of ${required} answered; it closes ${until}.`,
  gapsOpen: 'Unanswered:',
  answersTitle: (partner: string, title: string) => `*${partner}* answered: ${title}`,
  unhappy: 'They are not happy. A call within one business day is the rule.',
  late: 'late',
  comment: 'Comment',
  inThread: 'In the thread',
  afterClose: 'after close',
  by: (name: string) => `by ${name}`,
  skippedTitle: (partner: string, title: string) => `*${partner}*: ${title} was not held`,
  skippedOn: (day: string) => `Planned for ${day}. It is not made up for; the next one comes by itself.`,
  reasons: {
    holiday: 'No business day was near enough: holidays.',
    bot_down: 'The bot was down at the time, and a late prompt is not sent.',
    no_channel: 'The partner has no channel. Connect one with `/partner connect`.',
    not_active: 'The partner is not active in this tier any more.',
    expired: 'Slack could not be reached before it was due.',
    muted: 'The partner has switched check-ins off.',
    partner_status: 'The partner’s status allows no check-in.',
    wrong_audience: 'The channel is shared with a company that is not this partner.',
    cap: 'The channel had its share of messages that week.',
    send_failed: 'Slack refused the message. Is the bot still in the channel?',
  } as Readonly<Record<string, string>>,
  otherReason: (reason: string) => `Reason: ${reason}.`,
  homeTitle: 'Open check-ins of your partners',
  homeLine: (partner: string, title: string, answered: number, required: number, due: string) =>
    `• *${partner}*: ${title}, ${answered} of ${required} answered, due ${due}`,
  ledgerTitle: (partnerId: string) => `*Check-ins of ${partnerId}*, newest first`,
  ledgerEmpty: (partnerId: string) => `No check-ins of ${partnerId} on record.`,
  ledgerAnswers: (answered: number, required: number, people: number) =>
    `${answered}/${required} answered by ${people} ${people === 1 ? 'person' : 'people'}`,
  ledgerReminded: 'reminded',
  ledgerLate: (count: number) => `${count} late`,
  ledgerAfterClose: (count: number) => `${count} after close`,
};
