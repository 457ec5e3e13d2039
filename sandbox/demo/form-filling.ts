import { optionsOf } from '../slack/elements.ts';
import type { Json } from '../slack/json.ts';
import { statefulElements } from '../slack/view-store.ts';
import { submit } from './acting.ts';
import type { Stage } from './stage.ts';

/** What somebody without worries chooses. */
const usualChoices: readonly unknown[] = ['none', 'nothing', '4', '6', 'yes', 'on_track'];
const inDays = 21;

/** Fills in what the open form requires and sends it; what stands there already stays. */
export async function fillIn(
  stage: Stage,
  userId: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const view = stage.slack.as(userId).currentView();
  if (!view) throw new Error(`${userId} sees no form: ${stage.slack.as(userId).lastError}`);
  const later = new Date(stage.clock.now().getTime() + inDays * 86_400_000).toISOString().slice(0, 10);
  const fields = statefulElements(view.content).filter(([block]) => block['type'] === 'input');
  const values = fields.flatMap(([block, element]) => {
    const name = String(block['block_id']);
    if (given[name] !== undefined) return [[name, given[name]] as const];
    return block['optional'] === true || isFilled(element) ? [] : [[name, usualValue(block, element, later)] as const];
  });
  await submit(stage, userId, Object.fromEntries(values));
}

function isFilled(element: Json): boolean {
  return Object.keys(element).some((key) => key.startsWith('initial_'));
}

function usualValue(block: Json, element: Json, later: string): unknown {
  const type = String(element['type']);
  if (type === 'datepicker') return later;
  if (type === 'plain_text_input') return typed(block, element);
  const values = optionsOf(element).map((option) => option['value']);
  const usual = usualChoices.find((choice) => values.includes(choice)) ?? values[0];
  return type.startsWith('multi_') || type === 'checkboxes' ? [usual] : usual;
}

/** Room for several lines is for a sentence, a hint says that an amount is meant, the rest are numbers. */
function typed(block: Json, element: Json): string {
  if (element['multiline'] === true) return 'Two demos agreed, pricing sent, next talk in two weeks.';
  return block['hint'] === undefined ? '2' : '120000';
}
