import { Visitor } from 'oxc-parser';
import { textOf, valueOf } from '../nodes.ts';
import { isShipped } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

/** The kit knows Block Kit's limits; what the edges say for themselves is short and fixed. */
const builders = /^(blocks\/kit\/|src\/platform\/(notices|home-tab)\.ts$)/;
const blockTypes =
  /^(section|header|context|divider|actions|input|image|rich_text|modal|button|static_select|multi_static_select|radio_buttons|checkboxes|datepicker|plain_text_input|overflow|mrkdwn|plain_text)$/;

/** Blocks are built by blocks/kit, so that no text or list can go beyond a limit of slack.md §4. */
export function checkLimits(files: readonly SourceFile[]): Violations {
  const watched = files.filter((file) => isShipped(file.path) && !builders.test(file.path));
  return watched.flatMap((file) => {
    const found: string[] = [];
    new Visitor({
      ObjectExpression: ({ properties }) => {
        const type = valueOf(properties, 'type');
        const text = type ? textOf(type.type === 'TSAsExpression' ? type.expression : type) : null;
        if (text !== null && blockTypes.test(text)) found.push(`${file.path}: builds ${text} without blocks/kit`);
      },
    }).visit(file.program);
    return found;
  });
}
