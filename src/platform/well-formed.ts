/** Where Slack puts ids and texts that we look people, places and records up by. */
const texts = [
  ...['type', 'event_id', 'trigger_id', 'response_url', 'command', 'text', 'user_id', 'team_id', 'channel_id'],
  ...['user.id', 'user.team_id', 'channel.id', 'message.ts'],
  ...['container.type', 'container.channel_id', 'container.message_ts', 'container.view_id'],
  ...['view.id', 'view.type', 'view.hash', 'view.callback_id', 'view.private_metadata'],
  ...['event.type', 'event.subtype', 'event.ts', 'event.thread_ts', 'event.text', 'event.channel_type', 'event.bot_id'],
  ...['event.user.id', 'event.user.team_id', 'event.channel.id', 'event.team', 'event.tab'],
  ...['event.old_channel_id', 'event.new_channel_id', 'event.connected_team_id', 'event.previously_connected_team_id'],
].map((path) => path.split('.'));

/** Only these events carry a person or a channel as an object instead of an id. */
const objectEvents: Readonly<Record<string, readonly string[]>> = {
  user: ['user_change'],
  channel: ['channel_rename', 'group_rename'],
};

/**
 * Ids are texts: an object in the place of one would be a query where a store looks it up. And a press names its action.
 * Anything else may be missing; whoever reads it copes.
 */
export function isWellFormed(body: unknown): boolean {
  if (!isObject(body)) return false;
  if (!texts.every((path) => isTextOrMissing(at(body, path)))) return false;
  const event = body['event'];
  if (event !== undefined && !(isObject(event) && hasPlainIds(event))) return false;
  return body['type'] !== 'block_actions' || hasActions(body['actions']);
}

function hasPlainIds(event: Record<string, unknown>): boolean {
  return Object.entries(objectEvents).every(
    ([field, types]) => !isObject(event[field]) || types.includes(String(event['type'])),
  );
}

function hasActions(actions: unknown): boolean {
  const isAction = (action: unknown): boolean => isObject(action) && typeof action['action_id'] === 'string';
  return Array.isArray(actions) && actions.length > 0 && actions.every(isAction);
}

function at(body: Record<string, unknown>, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);
}

function isTextOrMissing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
