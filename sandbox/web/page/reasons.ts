import type { DropReason } from '#core/intent.ts';
import type { DeferralReason } from '#features/attention/rules/question.ts';

/** Why a message waited or was dropped; the types say when a reason lacks its words. */
export const reasonWords: Readonly<Record<DeferralReason | DropReason | 'rate_limited', string>> = {
  quiet_hours: 'outside the hours in which this partner may be written to',
  weekend: 'the weekend there',
  holiday: 'a holiday there',
  closed_period: 'a closed period there',
  spacing: 'it would have come too soon after the last post in this channel',
  day_cap: 'the channel’s posts of that day were used up',
  week_cap: 'the channel’s posts of that week were used up',
  content_cap: 'the channel’s content post of that week was used up',
  person_cap: 'somebody in it had been mentioned often enough',
  higher_priority: 'something more important went first',
  cap: 'the attention budget of this channel or person was used up',
  expired: 'it would have come too late',
  muted: 'the partner muted this topic',
  partner_status: 'the partner’s status does not allow it',
  wrong_audience: 'somebody in the channel may not read it',
  withdrawn: 'it was taken back before it was sent',
  root_not_sent: 'the message it answers was never sent',
  no_channel: 'there was no channel to send it to',
  dissolved: 'its bundle was made anew',
  rate_limited: 'Slack asked to wait',
};

/** In words; what Slack itself says of a failed send stands as it is. */
export function reasonInWords(reason: string): string {
  if (Object.hasOwn(reasonWords, reason)) return reasonWords[reason as keyof typeof reasonWords];
  const [, afterLookup] = /^lookup[:_](.*)$/.exec(reason) ?? [];
  if (afterLookup !== undefined) return `whether it stands in Slack could not be looked up (${afterLookup})`;
  if (reason === 'no_answer') return 'Slack’s answer was lost';
  if (reason === 'render') return 'it could not be written: a bug';
  return `Slack’s answer to a try: ${reason}`;
}
