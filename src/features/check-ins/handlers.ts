import { actionIds, callbackIds } from '#blocks/check-ins/ids.ts';
import { leftMessage, overMessage } from '#blocks/check-ins/left.ts';
import { ledgerMessage } from '#blocks/check-ins/staff-messages.ts';
import { z } from 'zod';
import type { StaffCommand } from '#core/contributions/command.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ActionRequest, ViewHandler } from '#core/interaction.ts';
import { createFormHandlers } from './form-handlers.ts';
import type { HandlerDeps } from './form-handlers.ts';
import { QuestionId } from './schemas.ts';
import type { Pressed } from './service/answering.ts';
import type { AnswerResult } from './service/taking.ts';

const ledgerLength = 8;
/** `<occurrence>|<choice>|<question>`, of a deal or goal `|<its position>`. */
const PressedValue = z.tuple([z.string(), z.string(), QuestionId]).rest(z.coerce.number().int().min(0));

export function createHandlers({ service, contents }: HandlerDeps) {
  const { showForm, openCurrent, submitAnswers } = createFormHandlers({ service, contents });
  const choosing = [...actionIds.rate, ...actionIds.talked, ...actionIds.choice, actionIds.otherChoice];
  const opening = [
    ...[actionIds.answerRest, actionIds.changeRating, actionIds.changeTalked, actionIds.changeChoice],
    ...[actionIds.changeAnswers, actionIds.changePrefilled],
  ];
  const actions: Readonly<Record<string, ActionHandler>> = {
    ...Object.fromEntries(choosing.map((id) => [id, choose])),
    ...Object.fromEntries(opening.map((id) => [id, openForm])),
    [actionIds.noChange]: confirmAll,
    [actionIds.changeItem]: openItem,
    [actionIds.openFromHub]: openCurrent,
    [actionIds.openFromHome]: openCurrent,
    [actionIds.reviewed]: ({ value: occurrenceId, actor }) => service.markReviewed({ occurrenceId, actor }),
  };
  const views: Readonly<Record<string, ViewHandler>> = { [callbackIds.answers]: submitAnswers };
  const commands: readonly StaffCommand[] = [
    {
      name: 'check-ins',
      usage: '<partner>',
      summary: 'Show the last check-ins of a partner, with answers or the reason why one was not held',
      async handle({ text, actor, notice: tell }) {
        const partnerId = text.trim().toUpperCase();
        if (partnerId === '') throw new AppError({ kind: 'invalid', code: 'check-ins.partner_id_needed' });
        const ledger = await service.ledgerOf({ partnerId, actor, limit: ledgerLength });
        await tell(ledgerMessage(partnerId, ledger));
      },
    },
  ];
  return { actions, views, commands };

  /** A face or a word pressed on the prompt. */
  async function choose(request: ActionRequest): Promise<void> {
    const { actor, place, deliveryKey } = request;
    const { occurrenceId, ...pressed } = readPressed(request.value);
    const result = await service.answerByButton({ occurrenceId, actor, place, deliveryKey, pressed });
    await tellWhatDidNotCount(request, result, pressed.index);
  }

  async function confirmAll(request: ActionRequest): Promise<void> {
    const { value: occurrenceId, actor, place, deliveryKey } = request;
    await tellWhatDidNotCount(request, await service.confirmAll({ occurrenceId, actor, place, deliveryKey }), null);
  }

  async function tellWhatDidNotCount(
    request: ActionRequest,
    { kind, occurrence, left }: AnswerResult,
    only: number | null,
  ): Promise<void> {
    const { reader } = request;
    if (kind === 'after_close') {
      await request.notice(overMessage(occurrence, { only, isKept: true }, reader, contents()));
    } else if (left.length > 0) {
      await request.notice(leftMessage(left, { ...reader, zone: occurrence.zone }));
    }
  }

  async function openForm(request: ActionRequest): Promise<void> {
    await showForm(request, { occurrenceId: request.value, only: null });
  }

  /** One deal or goal alone. */
  async function openItem(request: ActionRequest): Promise<void> {
    const { occurrenceId, index } = readPressed(request.value);
    await showForm(request, { occurrenceId, only: index });
  }
}

function readPressed(value: string): Pressed & { occurrenceId: string } {
  const read = PressedValue.safeParse(value.split('|'));
  if (!read.success) throw notFoundError();
  const [occurrenceId, choice, questionId, index = null] = read.data;
  return { occurrenceId, choice, questionId, index };
}

function notFoundError(): AppError {
  return new AppError({ kind: 'missing', code: 'check-ins.not_found' });
}
