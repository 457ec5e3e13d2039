import { z } from 'zod';
import { callbackIds } from '#blocks/directory/ids.ts';
import { partnerSheet } from '#blocks/directory/partner-sheet.ts';
import {
  badScoreText,
  changedStatusText,
  currentStatusText,
  statusModal,
  statusNoticeModal,
} from '#blocks/directory/status.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ViewHandler } from '#core/interaction.ts';
import type { FormValues } from '#core/surface.ts';
import { invalid } from '../errors.ts';
import { StatusChange, statuses } from '../schemas.ts';
import type { Status } from '../schemas.ts';
import type { StatusService } from '../service/change-status.ts';
import type { SheetService } from '../service/sheet.ts';

const StatusName = z.enum(statuses);
const StatusMetadata = z.object({ partnerId: z.string(), from: StatusName, to: StatusName });
const noChange = StatusChange.parse({});

/** `/partner status` and `/partner show`. */
export function createPartnerHandlers({ status, sheet }: { status: StatusService; sheet: SheetService }) {
  const statusCommand: StaffCommand = {
    name: 'status',
    usage: '<P-0005> [status] [reason]',
    summary: 'See a partner’s status and what may follow, or change it',
    async handle({ actor, text, openModal }) {
      const [partnerId = '', wanted = '', ...words] = text.split(/\s+/);
      if (partnerId === '') throw invalid('usage', { usage: '/partner status P-0005 paused reason' });
      const order = { actor, partnerId: partnerId.toUpperCase() };
      if (wanted === '') return openModal(statusNoticeModal(currentStatusText(await status.nextStatuses(order))));
      const preview = await status.previewStatus({ ...order, to: statusNamed(wanted), change: noChange });
      const { transition, ...shown } = preview;
      await openModal(statusModal({ ...shown, ...transition, reason: words.join(' ') }));
    },
  };

  const showCommand: StaffCommand = {
    name: 'show',
    usage: '<P-0005>',
    summary: 'Show a partner’s record',
    async handle({ actor, text, openModal }) {
      const partnerId = text.trim().toUpperCase();
      if (partnerId === '') throw invalid('usage', { usage: '/partner show P-0005' });
      await openModal(partnerSheet(await sheet.showPartner({ actor, partnerId })));
    },
  };

  const views: Record<string, ViewHandler> = {
    async [callbackIds.changeStatus]({ actor, metadata, values }) {
      const change = changeFrom(values);
      if (change === null) return { kind: 'errors', fields: { score: badScoreText } };
      const changed = await status.changeStatus({ actor, ...decodeMetadata(StatusMetadata, metadata), change });
      return { kind: 'update', view: statusNoticeModal(changedStatusText(changed)) };
    },
  };

  return { commands: [statusCommand, showCommand], views };
}

function statusNamed(word: string): Status {
  const parsed = StatusName.safeParse(word.toLowerCase());
  if (!parsed.success) throw invalid('unknown_status', { status: word.slice(0, 40), known: statuses.join(', ') });
  return parsed.data;
}

/** The filled-in form; null when the score is not a number from 0 to 5. */
function changeFrom(values: FormValues): StatusChange | null {
  const score = values['score'] ? scoreFrom(String(values['score'])) : null;
  if (score !== null && Number.isNaN(score)) return null;
  return StatusChange.parse({
    reason: values['reason'] ?? '',
    resumeOn: values['resumeOn'] ?? null,
    noticeOn: values['noticeOn'] ?? null,
    endsOn: values['endsOn'] ?? null,
    category: values['category'] ?? null,
    qualificationScore: score,
    override: (values['override'] ?? []).includes('yes'),
  });
}

/** `3.8` or `3,8` → 380; NaN for anything that is not a number from 0 to 5. */
function scoreFrom(text: string): number {
  const typed = text.trim().replace(',', '.');
  if (!/^\d(\.\d{1,2})?$/.test(typed) || Number(typed) > 5) return Number.NaN;
  return Math.round(Number(typed) * 100);
}
