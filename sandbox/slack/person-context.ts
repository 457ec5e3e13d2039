import type { SlackCore } from './core.ts';
import type { Delivery } from './journal.ts';
import { isObject, type Json } from './json.ts';
import { findMessage, type Channel, type User } from './state.ts';

/** How the app answered what a person did. */
export interface PersonResult {
  /** HTTP status of the first delivery; undefined when the app was not asked or did not answer. */
  status: number | undefined;
  /** The body, parsed when it is JSON, else its text; undefined when empty. */
  body: unknown;
  headers: Record<string, string>;
  deliveries: Delivery[];
  /** What Slack shows the person when the app did not answer well. */
  error: string | undefined;
}

/** One person's side of Slack: who they are and what went wrong for them last. */
export interface PersonContext {
  core: SlackCore;
  user: User;
  seen: { lastError: string | undefined };
}

export function resultOf(deliveries: Delivery[], error?: string): PersonResult {
  const first = deliveries[0];
  return {
    status: first?.status,
    body: parseBody(first?.responseText ?? ''),
    headers: first?.responseHeaders ?? {},
    deliveries,
    error,
  };
}

/** Sends an interaction; a late or failed answer shows the person an error and is not tried again. slack.md §2 */
export async function interact(
  { core, seen }: PersonContext,
  outgoing: Pick<Delivery, 'kind' | 'name' | 'key' | 'payload'>,
  shownError: (delivery: Delivery) => string = () => 'We had some trouble connecting. Try again?',
): Promise<PersonResult> {
  const delivery = await core.delivery.send(outgoing);
  const error = delivery.failure === undefined ? undefined : shownError(delivery);
  if (error !== undefined) seen.lastError = error;
  return resultOf([delivery], error);
}

/** The channel, if this person is in it and may write. Throws: a person cannot do what Slack does not show them. */
export function ownChannel({ core, user }: PersonContext, channelId: string): Channel {
  if (user.deleted) throw new Error(`${user.id} is deactivated`);
  const channel = core.state.channels.get(channelId);
  if (!channel) throw new Error(`there is no channel ${channelId}`);
  if (!channel.memberIds.has(user.id)) throw new Error(`${user.id} is not in ${channelId}`);
  return channel;
}

/** A fresh response_url for an answer in this channel, to this message if one is named. slack.md §2 */
export function responseUrl(
  { core, user }: PersonContext,
  args: { channelId: string; ts?: string },
  isEphemeral: boolean,
): Json {
  const message = args.ts ? findMessage(core.state, args.channelId, args.ts) : undefined;
  const grant = { userId: user.id, channelId: args.channelId, messageTs: args.ts, isEphemeral };
  return { response_url: core.responseUrls.issue({ ...grant, threadTs: message?.threadTs }) };
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function asObject(body: unknown): Json {
  return isObject(body) ? body : {};
}
