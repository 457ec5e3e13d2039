import { answersForm, afterCloseView, fieldErrors } from '#blocks/check-ins/answers-form.ts';
import { nothingOpenText } from '#blocks/check-ins/home.ts';
import { actionIds, callbackIds } from '#blocks/check-ins/ids.ts';
import { ledgerMessage } from '#blocks/check-ins/staff-messages.ts';
import { textsFor } from '#blocks/check-ins/texts.ts';
import { notice } from '#blocks/kit/message.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { z } from 'zod';
import type { StaffCommand } from '#core/contributions/command.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ActionRequest, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView } from '#core/surface.ts';
import { answerFormFor } from './form-schemas.ts';
import { findQuestion } from './questions/bank.ts';
import { currentAnswers } from './rules/answers.ts';
import { ProspectTalk, Rating } from './schemas.ts';
import type { QuestionId } from './schemas.ts';
import type { CheckInService } from './service.ts';
import { dueOf } from './service/intents.ts';
import type { Asked } from './service/intents.ts';

const ledgerLength = 8;
const Metadata = z.object({ occurrenceId: z.string() });

export function createHandlers({ service }: { service: CheckInService }) {
  const rate = pressed('C1', Rating);
  const talked = pressed('C2', ProspectTalk);
  const actions: Readonly<Record<string, ActionHandler>> = {
    ...Object.fromEntries(actionIds.rate.map((id) => [id, rate])),
    ...Object.fromEntries(actionIds.talked.map((id) => [id, talked])),
    [actionIds.answerRest]: openForm,
    [actionIds.changeRating]: openForm,
    [actionIds.changeTalked]: openForm,
    [actionIds.changeAnswers]: openForm,
    [actionIds.changePrefilled]: openForm,
    [actionIds.openFromHub]: openCurrent,
    [actionIds.openFromHome]: openCurrent,
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

  /** A face or a word pressed on the prompt: the value is `<occurrence>|<choice>`. */
  function pressed(questionId: QuestionId, choices: z.ZodType<string>): ActionHandler {
    return async (request) => {
      const { actor, place, deliveryKey } = request;
      const [occurrenceId = '', choice] = request.value.split('|');
      const value = choices.safeParse(choice);
      if (!value.success) throw new AppError({ kind: 'missing', code: 'check-ins.not_found' });
      const answer = { questionId, value: value.data };
      const result = await service.answerByButton({ occurrenceId, actor, place, deliveryKey, answer });
      if (result.kind === 'after_close') {
        await request.notice(notice(textsFor(request.reader.language).form.afterClose));
      }
    };
  }

  async function openForm(request: ActionRequest): Promise<void> {
    const { value: occurrenceId, actor, place, reader } = request;
    await request.openModal(formOf(await service.openedBy({ occurrenceId, actor, place }), reader.language));
  }

  async function openCurrent(request: ActionRequest): Promise<void> {
    const { value: partnerId, actor, place, reader } = request;
    const current = await service.currentOf({ partnerId, actor, place });
    if (current.kind === 'open') return request.openModal(formOf(current.occurrence, reader.language));
    await request.notice(notice(nothingOpenText(current.nextOn, reader.language)));
  }

  async function submitAnswers(request: ViewRequest): Promise<ViewAnswer> {
    const { actor, place, deliveryKey, reader } = request;
    const { occurrenceId } = decodeMetadata(Metadata, request.metadata);
    const questionIds = await service.questionsOf({ occurrenceId, actor, place });
    const form = answerFormFor(questionIds).safeParse(request.values);
    if (!form.success) {
      const problems = form.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
      return { kind: 'errors', fields: fieldErrors(problems, reader.language) };
    }
    const result = await service.answerByForm({ occurrenceId, actor, place, deliveryKey, form: form.data });
    if (result.kind === 'after_close') return { kind: 'update', view: afterCloseView(reader.language) };
    return { kind: 'close' };
  }
}

function formOf(occurrence: Asked, language: Language): ModalView {
  const known = [...occurrence.snapshot.prefill, ...currentAnswers(occurrence.answers).values()];
  const given = known.map(({ questionId, value }) => [questionId, value] as const);
  return answersForm(
    {
      occurrenceId: occurrence.occurrenceId,
      periodKey: occurrence.periodKey,
      dueAt: dueOf(occurrence),
      zone: occurrence.zone,
      questions: occurrence.snapshot.questions,
      optional: occurrence.snapshot.questions
        .filter((question) => !findQuestion(question)?.required)
        .map(({ questionId }) => questionId),
      given: Object.fromEntries(given),
    },
    language,
  );
}
