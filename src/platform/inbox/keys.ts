import { createHash } from 'node:crypto';
import type { DeliveryKind } from './model.ts';

/** What of any Slack payload decides its identity (slack.md §1.2, §2). */
interface Payload {
  type?: string;
  event_id?: string;
  trigger_id?: string;
  command?: string;
  event?: { type?: string; subtype?: string; channel?: string; ts?: string; event_ts?: string };
  view?: { id?: string; hash?: string };
}

/** Subtypes of what a person says; the `ts` of any other message event does not name one message. */
const speech = new Set([undefined, 'file_share', 'thread_broadcast']);

/**
 * The natural key of a delivery (design §6.1). Messages and mentions are keyed by channel and ts, so that a message read
 * again from history after downtime is the same delivery as the event that Slack sent for it.
 */
export function deliveryKey(body: unknown): { key: string; kind: DeliveryKind } {
  const payload = (body ?? {}) as Payload;
  if (payload.command !== undefined && payload.trigger_id !== undefined) {
    return { key: `command:${payload.trigger_id}`, kind: 'command' };
  }
  switch (payload.type) {
    case 'event_callback':
      return { key: eventKey(payload), kind: 'event' };
    case 'block_actions':
      return { key: `action:${payload.trigger_id ?? contentHash(body)}`, kind: 'action' };
    case 'view_submission':
      return { key: `view:${payload.view?.id}:${payload.view?.hash}`, kind: 'view' };
    case 'view_closed':
      return { key: `closed:${payload.view?.id}:${payload.view?.hash}`, kind: 'view_closed' };
    case 'shortcut':
    case 'message_action':
      return { key: `shortcut:${payload.trigger_id}`, kind: 'shortcut' };
    case 'block_suggestion':
      return { key: `options:${contentHash(body)}`, kind: 'options' };
    default:
      return { key: `other:${contentHash(body)}`, kind: 'other' };
  }
}

function eventKey(payload: Payload): string {
  const { type, subtype, channel, ts } = payload.event ?? {};
  const isMessage = (type === 'message' || type === 'app_mention') && speech.has(subtype);
  if (isMessage && channel !== undefined && ts !== undefined) return `event:${type}:${channel}:${ts}`;
  return `event:${payload.event_id ?? contentHash(payload)}`;
}

function contentHash(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url');
}
