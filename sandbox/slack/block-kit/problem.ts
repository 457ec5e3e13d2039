/** One reason why Slack would refuse a payload. */
export interface BlockProblem {
  /** Slack's error code, such as `invalid_blocks`. */
  code: string;
  /** JSON pointer from the payload's root; views begin with `/view` as Slack's own answers do. */
  pointer: string;
  message: string;
  /** Where the rule is written down, such as `slack.md §4`. */
  source: string;
}

export type Surface = 'message' | 'modal' | 'home';

/** What a check needs to know of its surroundings. */
export interface Scope {
  readonly surface: Surface;
  /** Error code of a schema violation: `invalid_blocks` in messages, `invalid_arguments` in views. */
  readonly code: string;
  readonly source: string;
}

export const MESSAGE_SCOPE: Scope = { surface: 'message', code: 'invalid_blocks', source: 'slack.md §4' };
export const MODAL_SCOPE: Scope = { surface: 'modal', code: 'invalid_arguments', source: 'slack.md §4' };
export const HOME_SCOPE: Scope = { surface: 'home', code: 'invalid_arguments', source: 'slack.md §4' };

export function problem(scope: Scope, pointer: string, message: string): BlockProblem {
  return { code: scope.code, pointer, message, source: scope.source };
}
