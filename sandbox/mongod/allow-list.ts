import { STAGE_NAMES } from './aggregate.ts';
import type { Command } from './commands/context.ts';
import { COMMANDS } from './commands/table.ts';
import { SYSTEM_VARIABLES } from './expression.ts';
import { EXPRESSION_OPERATORS } from './expression-operators.ts';
import { COMPOSED_OPERATORS, LOGICAL_OPERATORS } from './match.ts';
import { FIELD_OPERATORS } from './match-operators.ts';
import { PROJECTION_OPERATORS } from './projection.ts';
import { ACCUMULATORS } from './stages/group.ts';
import { UPDATE_OPERATORS } from './update-operators.ts';
import { UPDATE_STAGES } from './update-pipeline.ts';
import { PUSH_MODIFIERS } from './update-push.ts';

/** Everything that the stand-in answers, as `kind:name`: what is not here is refused by name. */
export function allowList(): string[] {
  const kinds: Record<string, readonly string[]> = {
    query: [...Object.keys(LOGICAL_OPERATORS), ...Object.keys(FIELD_OPERATORS), ...COMPOSED_OPERATORS],
    update: [...Object.keys(UPDATE_OPERATORS), '$', '$[]', '$[<identifier>]', 'replacement', 'pipeline'],
    'update pipeline': UPDATE_STAGES,
    push: PUSH_MODIFIERS,
    projection: [...PROJECTION_OPERATORS, 'inclusion', 'exclusion', 'expression'],
    expression: Object.keys(EXPRESSION_OPERATORS),
    variable: SYSTEM_VARIABLES,
    accumulator: Object.keys(ACCUMULATORS),
    stage: STAGE_NAMES,
    command: Object.keys(COMMANDS),
    option: [...firstNames()].flatMap(([{ options }, name]) => options.map((option) => `${name}.${option}`)),
  };
  return Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => `${kind}:${name}`));
}

/** Two spellings of a command share their options. */
function firstNames(): Map<Command, string> {
  const names = new Map<Command, string>();
  for (const [name, command] of Object.entries(COMMANDS)) if (!names.has(command)) names.set(command, name);
  return names;
}
