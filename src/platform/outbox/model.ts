import { Schema } from 'mongoose';
import type { SlackPerson } from '#core/actor.ts';
import type { Audience } from '#core/audience.ts';
import type { Destination, Intent, IntentParams, Priority } from '#core/intent.ts';
import type { Ping } from '#core/ports.ts';
import { defineModel } from '../mongo.ts';

/**
 * waiting: its root is not in Slack yet · ready: to be sent at readyAt · attempting: a call is under way · unknown: the
 * answer to a post was lost · settled: Slack matches · dropped, failed: never will · bundled: stands as a line in the post of another row.
 */
export type RowState = 'waiting' | 'ready' | 'attempting' | 'unknown' | 'settled' | 'dropped' | 'failed' | 'bundled';

export type Operation = 'post' | 'update' | 'delete' | 'pin' | 'react';

export interface Attempt {
  number: number;
  at: Date;
  epoch: number;
  operation: Operation;
  /** `wanted.version` when it began. */
  version: number;
  /** Opaque; stands in the posted message's metadata. */
  hash: string;
}

/** One message (or reaction) that we owe Slack, and what Slack has of it. `_id` is the intent's key. */
export interface OutboundRow {
  _id: string;
  kind: 'message' | 'reaction';
  /** Creation order. */
  seq: number;
  partnerId: string | null;
  audience: Audience;
  to: { channelId?: string; userId?: string; teamId?: string };
  /** What pace and order apply to: the channel id, or `dm:<user>`. */
  place: string;
  threadKey: string | null;
  threadTs: string | null;
  urgent: boolean;
  priority: Priority;
  direct: boolean;
  topic: string;
  notAfter: Date | null;
  mentions: SlackPerson[];
  pinned: boolean;
  message: string;
  params: IntentParams;
  paramsHash: string;
  wanted: { version: number; deleted: boolean };
  state: RowState;
  readyAt: Date;
  attempt: Attempt | null;
  applied: { version: number; contentHash: string; pinned: boolean } | null;
  channelId: string | null;
  ts: string | null;
  failures: number;
  reason: string | null;
  deliveredAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Counts replies, so that a reply and the settling of its root conflict instead of missing each other. */
  replies: number;
  /** When the policy first held it back, and every reason for which it ever did. */
  deferredAt: Date | null;
  deferredFor: string[];
  /** Mentions of it that reached people and count to their caps. */
  pings: Ping[];
  /** Keys of the messages that stand as lines in this one; the other way round `bundleKey`. */
  memberKeys: string[];
  bundleKey: string | null;
}

const schema = new Schema<OutboundRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    seq: { type: Number, required: true },
    partnerId: { type: String, default: null },
    audience: { type: String, required: true },
    to: { type: Schema.Types.Mixed, required: true },
    place: { type: String, required: true },
    threadKey: { type: String, default: null },
    threadTs: { type: String, default: null },
    urgent: { type: Boolean, required: true },
    priority: { type: String, required: true },
    direct: { type: Boolean, required: true },
    topic: { type: String, required: true },
    notAfter: { type: Date, default: null },
    mentions: { type: Schema.Types.Mixed, default: [] },
    pinned: { type: Boolean, default: false },
    message: { type: String, required: true },
    params: { type: Schema.Types.Mixed, required: true },
    paramsHash: { type: String, required: true },
    wanted: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    readyAt: { type: Date, required: true },
    attempt: { type: Schema.Types.Mixed, default: null },
    applied: { type: Schema.Types.Mixed, default: null },
    channelId: { type: String, default: null },
    ts: { type: String, default: null },
    failures: { type: Number, default: 0 },
    reason: { type: String, default: null },
    deliveredAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    replies: { type: Number, default: 0 },
    deferredAt: { type: Date, default: null },
    deferredFor: { type: [String], default: [] },
    pings: { type: Schema.Types.Mixed, default: [] },
    memberKeys: { type: [String], default: [] },
    bundleKey: { type: String, default: null },
  },
  { minimize: false },
);
schema.index({ state: 1, urgent: -1, seq: 1 }, { name: 'dispatch_order' });
schema.index({ state: 1, readyAt: 1 }, { name: 'due' });
schema.index({ threadKey: 1, state: 1 }, { name: 'replies_of' });
schema.index({ 'attempt.at': 1 }, { name: 'recent_attempts' });
schema.index({ partnerId: 1, state: 1 }, { name: 'of_partner' });
schema.index({ partnerId: 1, deliveredAt: 1 }, { name: 'history_of_partner' });
schema.index({ place: 1, deliveredAt: 1 }, { name: 'history_of_place' });
schema.index({ place: 1, state: 1 }, { name: 'of_place' });
schema.index({ place: 1, ts: 1 }, { name: 'by_ts' });
schema.index({ 'pings.userId': 1, 'pings.at': 1 }, { name: 'pings_of_person' });

export const outboundModel = defineModel<OutboundRow>('outbound_messages', schema);

export function destinationOf(row: Pick<OutboundRow, 'to'>): Destination {
  const { channelId, userId, teamId } = row.to;
  return channelId === undefined ? { userId: userId ?? '', teamId: teamId ?? '' } : { channelId };
}

export function placeOf(to: Destination): string {
  return 'channelId' in to ? to.channelId : `dm:${to.userId}`;
}

/** The intent as policy sees it again at send time. */
export function intentOf(row: OutboundRow): Intent {
  return {
    key: row._id,
    partnerId: row.partnerId,
    audience: row.audience,
    to: destinationOf(row),
    ...(row.threadKey === null ? {} : { thread: { key: row.threadKey } }),
    ...(row.threadKey === null && row.threadTs !== null ? { threadTs: row.threadTs } : {}),
    priority: row.priority,
    direct: row.direct,
    topic: row.topic,
    notAfter: row.notAfter,
    mentions: row.mentions,
    pinned: row.pinned,
    message: row.message,
    params: row.params,
  };
}
