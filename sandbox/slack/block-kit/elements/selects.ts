import type { Check } from '../checks.ts';
import { exactlyOne, flag, integer, list, object, optional, text } from '../checks.ts';
import { conversationFilter, optionGroup, selectOption } from '../composition.ts';
import * as limits from '../limits.ts';
import { initialIsOffered } from './choices.ts';
import { actionable, confirmable, focusable, placeholdable } from './fields.ts';

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const multi = { ...common, max_selected_items: optional(integer(1)) };
const initialOptions = list(selectOption, { max: limits.SELECT_OPTIONS_MAX });
const ids = list(text());

const offered = {
  options: optional(list(selectOption, { max: limits.SELECT_OPTIONS_MAX })),
  option_groups: optional(list(optionGroup, { max: limits.OPTION_GROUPS_MAX })),
};
const eitherKind = exactlyOne('options', 'option_groups');
const queried = { min_query_length: optional(integer(0)) };
const conversations = { default_to_current_conversation: optional(flag), filter: optional(conversationFilter) };
const respondable = { response_url_enabled: optional(flag) };

export const selectElements: Record<string, Check> = {
  static_select: object(
    { ...common, ...offered, initial_option: optional(selectOption) },
    eitherKind,
    initialIsOffered,
  ),
  external_select: object({ ...common, ...queried, initial_option: optional(selectOption) }),
  users_select: object({ ...common, initial_user: optional(text()) }),
  conversations_select: object({
    ...common,
    ...conversations,
    ...respondable,
    initial_conversation: optional(text()),
  }),
  channels_select: object({ ...common, ...respondable, initial_channel: optional(text()) }),
};

export const multiSelectElements: Record<string, Check> = {
  multi_static_select: object(
    { ...multi, ...offered, initial_options: optional(initialOptions) },
    eitherKind,
    initialIsOffered,
  ),
  multi_external_select: object({ ...multi, ...queried, initial_options: optional(initialOptions) }),
  multi_users_select: object({ ...multi, initial_users: optional(ids) }),
  multi_conversations_select: object({ ...multi, ...conversations, initial_conversations: optional(ids) }),
  multi_channels_select: object({ ...multi, initial_channels: optional(ids) }),
};
