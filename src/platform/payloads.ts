import type { SlackPerson } from '#core/actor.ts';
import type { FormValues } from '#core/surface.ts';

/** What we read of Slack's payloads; everything is optional until looked at (slack.md §1.2). */
export interface ActionPayload {
  user?: { id?: string; team_id?: string };
  team?: { id?: string } | null;
  trigger_id?: string;
  response_url?: string;
  container?: { type?: string; channel_id?: string; message_ts?: string; view_id?: string };
  channel?: { id?: string; name?: string };
  message?: { ts?: string };
  view?: { id?: string; type?: string; hash?: string; state?: { values?: StateValues } };
  state?: { values?: StateValues };
  actions?: ActionElement[];
}

export interface ViewPayload {
  user?: { id?: string; team_id?: string };
  view?: {
    id?: string;
    callback_id?: string;
    private_metadata?: string;
    state?: { values?: StateValues };
    blocks?: { type?: string; block_id?: string }[];
  };
}

export interface CommandPayload {
  user_id?: string;
  team_id?: string;
  channel_id?: string;
  text?: string;
  trigger_id?: string;
  response_url?: string;
}

export interface MessageEvent {
  type?: string;
  subtype?: string;
  bot_id?: string;
  user?: string;
  text?: string;
  channel?: string;
  channel_type?: string;
  ts?: string;
  thread_ts?: string;
  files?: { id?: string }[];
}

interface ActionElement extends StateValue {
  action_id?: string;
  block_id?: string;
}

interface StateValue {
  type?: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  files?: { id?: string }[];
}

type StateValues = Record<string, Record<string, StateValue>>;

/** The person of an interaction: `user.team_id`, never `team.id` (slack.md §1.2). */
export function personOf(user: { id?: string; team_id?: string } | undefined): SlackPerson | null {
  return user?.id !== undefined && user.team_id !== undefined ? { userId: user.id, teamId: user.team_id } : null;
}

/** Field (= block_id) → value. A block holds one input, so its action id does not matter. */
export function formValues(state: StateValues | undefined): FormValues {
  // Made from entries, so that a field named `__proto__` is a field and nothing else.
  return Object.fromEntries(
    Object.entries(state ?? {}).flatMap(([field, elements]) => {
      const element = Object.values(elements ?? {})[0];
      return element ? [[field, elementValue(element)]] : [];
    }),
  );
}

export function elementValue(element: StateValue): string | readonly string[] | null {
  if (element.files) return element.files.map(({ id }) => id ?? '');
  if (element.selected_options) return element.selected_options.map((option) => option.value ?? '');
  if (element.selected_option !== undefined) return element.selected_option?.value ?? null;
  if (element.selected_date !== undefined) return element.selected_date;
  if (element.selected_time !== undefined) return element.selected_time;
  if (element.selected_date_time !== undefined)
    return element.selected_date_time === null ? null : String(element.selected_date_time);
  return element.value ?? null;
}
