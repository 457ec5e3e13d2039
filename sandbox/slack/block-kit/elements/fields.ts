import { flag, optional } from '../checks.ts';
import { confirmation, dispatchActionConfig, id, placeholder } from '../composition.ts';

export const actionable = { action_id: optional(id) };
export const confirmable = { confirm: optional(confirmation) };
export const focusable = { focus_on_load: optional(flag) };
export const dispatchable = { dispatch_action_config: optional(dispatchActionConfig) };
export const placeholdable = { placeholder: optional(placeholder) };
