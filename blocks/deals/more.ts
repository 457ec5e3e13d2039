import { actions, button, context, divider, section } from '#blocks/kit/elements.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { Evidence } from '#features/deals/field-schemas.ts';
import type { Milestones } from '#features/deals/outlook-schemas.ts';
import type { ReviewCardParams } from '#features/deals/staff-message-schemas.ts';
import { evidenceBlocks } from './evidence.ts';
import { historyLine } from './history-lines.ts';
import type { ShownEntry } from './history-lines.ts';
import { callbackIds, staffActionIds } from './ids.ts';
import { milestoneLines } from './milestones.ts';
import { reviewCardMessage, seen } from './review-card.ts';
import { staffTexts } from './staff-texts.ts';
import { nameText } from './words.ts';

/** Everything that can be done about one registration by this person. */
export interface ShownForStaff {
  card: ReviewCardParams;
  zone: string;
  /** While it is protected. */
  milestones: Milestones | null;
  evidence: readonly Evidence[];
  history: readonly ShownEntry[];
  may: Readonly<
    Record<
      'resolve' | 'letter' | 'decideExtension' | 'extend' | 'revoke' | 'reinstate' | 'won' | 'lost' | 'withdraw',
      boolean
    >
  >;
}

const latest = 5;
const mostFindings = 10;

export function moreModal(shown: ShownForStaff): ModalView {
  const { card } = shown;
  const blocks = [...reviewCardMessage(card).blocks.filter((block) => block.type !== 'actions')];
  const buttons = otherButtons(shown);
  return modal({
    callbackId: callbackIds.shown,
    title: staffTexts.moreTitle,
    close: staffTexts.forms.close,
    blocks: [
      ...blocks,
      ...decisionRow(card),
      ...resolveRow(shown),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      ...(shown.milestones === null ? [] : [section(milestoneLines(shown.milestones, 'en').join('\n'))]),
      ...evidenceBlocks(shown.evidence, shown.zone),
      divider(),
      ...historyBlocks(shown),
    ],
  });
}

function decisionRow({ status, dealId, version }: ReviewCardParams): Block[] {
  if (status !== 'submitted' && status !== 'in_review') return [];
  const value = seen(dealId, version);
  const { buttons } = staffTexts;
  return [
    actions(
      button({ actionId: staffActionIds.approve, text: buttons.approve, value, style: 'primary' }),
      button({ actionId: staffActionIds.ask, text: buttons.ask, value }),
      button({ actionId: staffActionIds.reject, text: buttons.reject, value }),
    ),
  ];
}

/** One button for each open finding, beside its line. */
function resolveRow({ card, may }: ShownForStaff): Block[] {
  const open = card.findings.map((finding, index) => ({ finding, index })).filter(({ finding }) => !finding.isResolved);
  if (!may.resolve || open.length === 0) return [];
  return [
    context(staffTexts.moreHint),
    ...open.slice(0, mostFindings).map(({ finding, index }) =>
      section(
        nameText(`${finding.class} ${finding.subjectId ?? ''}`),
        button({
          actionId: staffActionIds.resolve,
          text: staffTexts.buttons.resolve(finding.class),
          value: `${seen(card.dealId, card.version)}|${index}`,
        }),
      ),
    ),
  ];
}

function otherButtons({ card, may }: ShownForStaff) {
  const value = seen(card.dealId, card.version);
  const names = ['decideExtension', 'won', 'reinstate', 'extend', 'lost', 'withdraw', 'letter', 'revoke'] as const;
  return names
    .filter((name) => may[name])
    .map((name) =>
      button({
        actionId: staffActionIds[name],
        text: staffTexts.buttons[name],
        value,
        ...(name === 'revoke' ? { style: 'danger' as const } : {}),
      }),
    );
}

function historyBlocks({ history, zone }: ShownForStaff): Block[] {
  if (history.length === 0) return [context(staffTexts.nothingToDo)];
  const lines = history
    .slice(-latest)
    .toReversed()
    .map((entry) => historyLine(entry, zone));
  return [context(staffTexts.history(lines.join('\n')))];
}
