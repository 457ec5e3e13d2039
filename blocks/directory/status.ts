import {
  checkboxes,
  context,
  datePicker,
  field,
  option,
  section,
  staticSelect,
  textInput,
} from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { exitCategories } from '#features/directory/schemas.ts';
import type { Status } from '#features/directory/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './texts.ts';

const texts = staffTexts.status;
const obstacleTexts = { ...staffTexts.fields, ...staffTexts.obstacles };
type Obstacle = keyof typeof obstacleTexts;

export interface ShownChange {
  partnerId: string;
  displayName: string;
  from: Status;
  to: Status;
  needsReason: boolean;
  guards: readonly string[];
  obstacles: readonly Obstacle[];
  reason: string;
  /** What it does to the plan, a line each. */
  consequences: readonly string[];
}

export function statusModal(shown: ShownChange): ModalView {
  const { partnerId, from, to } = shown;
  const open = shown.obstacles.map((obstacle) => obstacleTexts[obstacle]).join('; ');
  return modal({
    callbackId: callbackIds.changeStatus,
    title: texts.title,
    submit: texts.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, from, to }),
    blocks: [
      section(texts.summary(escapeText(`${shown.displayName} (${partnerId})`), from, to)),
      context(texts.effects[to]),
      ...(open === '' ? [] : [context(texts.open(open))]),
      ...(shown.consequences.length === 0 ? [] : [section([texts.planChanges, ...shown.consequences].join('\n'))]),
      ...inputsFor(shown.guards),
      reasonField(shown),
    ],
  });
}

function inputsFor(guards: readonly string[]): Block[] {
  const blocks: Block[] = [];
  const day = (name: 'resumeOn' | 'noticeOn' | 'endsOn') => field({ name, label: texts[name], element: datePicker() });
  if (guards.includes('qualification_score')) {
    blocks.push(field({ name: 'score', label: texts.score, element: textInput({ maxLength: 5 }), optional: true }));
  }
  if (guards.includes('resume_date')) blocks.push(day('resumeOn'));
  if (guards.includes('notice')) blocks.push(day('noticeOn'), categoryField());
  if (guards.includes('end_date')) blocks.push(day('endsOn'));
  if (guards.includes('launch_gate') || guards.includes('exit_checklist')) blocks.push(overrideField());
  return blocks;
}

function categoryField(): Block {
  const options = exitCategories.map((category) => option(category.replaceAll('_', ' '), category));
  return field({ name: 'category', label: texts.category, element: staticSelect({ options }) });
}

function overrideField(): Block {
  const options = [option(texts.overrideOption, 'yes')];
  return field({ name: 'override', label: texts.override, element: checkboxes({ options }), optional: true });
}

function reasonField(shown: ShownChange): Block {
  const element = textInput({ multiline: true, maxLength: 2000, initial: shown.reason.slice(0, 2000) });
  return field({ name: 'reason', label: texts.reason, element, optional: !shown.needsReason });
}

/** The partner's status and what may follow; also what a change led to. */
export function statusNoticeModal(text: string): ModalView {
  return noticeModal({ callbackId: callbackIds.notice, title: texts.title, close: staffTexts.close, text });
}

export function currentStatusText(shown: { displayName: string; status: string; next: string }): string {
  return texts.current(escapeText(shown.displayName), shown.status, shown.next);
}

export function changedStatusText(shown: { displayName: string; status: string }): string {
  return texts.done(escapeText(shown.displayName), shown.status);
}

export const badScoreText = texts.badScore;
