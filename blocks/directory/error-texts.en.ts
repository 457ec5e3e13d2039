import type { ErrorParams } from '#core/errors.ts';
import type { ErrorText } from '#core/language.ts';
import { staff } from './staff-texts.ts';

const legal = (next: ErrorParams[string]) => (next ? `next: ${next.toString()}` : 'there is no next step');

const obstacleTexts: Readonly<Record<string, string>> = { ...staff.fields, ...staff.obstacles };
const named = (codes: ErrorParams[string]) =>
  (codes ?? '')
    .toString()
    .split(', ')
    .map((code) => obstacleTexts[code] ?? code)
    .join('; ');

export const errors = {
  partner_unknown: () => 'Not found.',
  not_yours: () => 'You do not look after this partner. Ask its partner manager or partner ops.',
  partner_people_only: () => 'This button is for the partner: we want to know that they can press it.',
  bot_not_in_channel: () => 'Nothing was connected. Invite me first: `/invite @drumbeat`, then try again.',
  channel_archived: () => 'Nothing was connected: this channel is archived.',
  channel_taken: () => 'Nothing was connected: this channel is linked to another partner record; ask ops.',
  already_connected: (params) => `Nothing was changed: this channel is connected to ${params['partner']} already.`,
  team_taken: (params) =>
    params['partner'] === undefined
      ? `${params['teamId']} is linked to another partner record; ask ops.`
      : `${params['teamId']} is linked to ${params['partner']}; ask ops if that is wrong.`,
  situation_changed: () =>
    'Nothing was connected: the channel changed while you were looking. Run `/partner connect` again.',
  no_partner_to_connect: () => 'There is no partner that you could connect. Import it first, or ask partner ops.',
  illegal_transition: (params) => `Partner is *${params['status']}*; ${legal(params['next'])}.`,
  needs_leadership: (params) =>
    `Nothing was changed: from *${params['status']}* to *${params['to']}* somebody of leadership has to apply. Partner is *${params['status']}*; ${legal(params['next'])}.`,
  status_changed: (params) =>
    `Nothing was changed: somebody was faster. Partner is *${params['status']}*; ${legal(params['next'])}.`,
  tier_needs_leadership: (params) =>
    `Nothing was changed: from *${params['from']}* to *${params['to']}* somebody of leadership has to apply.`,
  tier_same: (params) => `Nothing was changed: the partner is *${params['tier']}* already.`,
  tier_changed: (params) => `Nothing was changed: somebody was faster. The partner is *${params['tier']}*.`,
  tier_fixed: (params) => `Nothing was changed: a partner that is *${params['status']}* keeps its tier.`,
  unknown_tier: (params) => `There is no tier “${params['tier']}”. There are: ${params['known']}.`,
  already_done: () => 'This has been done already.',
  reason_missing: () => 'Please give a reason; it goes into the audit trail.',
  guards_unmet: (params) => `Nothing was changed, still open: ${named(params['obstacles'])}.`,
  unknown_status: (params) => `There is no status “${params['status']}”. There are: ${params['known']}.`,
  usage: (params) => `Write \`${params['usage']}\`.`,
  send_time_outside: (params) => `Please choose a time from ${params['from']} to ${params['to']}.`,
  send_day_off: () => 'That is not a working day of your company. Please choose another one.',
  topic_not_mutable: (params) => `Nothing was changed: “${params['topic']}” cannot be switched off.`,
  taken: () => 'Nothing was written: somebody else was first.',
  import_raced: () => 'Somebody wrote at the same time. Run the import again: what is done already is left alone.',
  settled_meanwhile: () => 'This was settled meanwhile.',
  nobody_to_tell: () => 'Nobody of ours can be reached for this partner.',
} satisfies Record<string, ErrorText>;
