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
import { formAsksOf, givenIn, shownItems } from './rules/form-answers.ts';
import { QuestionId } from './schemas.ts';
import type { CheckInService } from './service.ts';
import type { FormMatter, Pressed } from './service/answering.ts';
import type { AnswerResult } from './service/taking.ts';

const ledgerLength = 8;
const Metadata = z.object({
  occurrenceId: z.string(),
  shown: z.array(z.coerce.number().int().min(0)),
  isWhole: z.boolean(),
});
/** `<occurrence>|<choice>|<question>`, of a deal or goal `|<its position>`. */
const PressedValue = z.tuple([z.string(), z.string(), QuestionId]).rest(z.coerce.number().int().min(0));

export function createHandlers({ service }: { service: CheckInService }) {
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
    await tellIfOver(request, await service.answerByButton({ occurrenceId, actor, place, deliveryKey, pressed }));
  }

  async function confirmAll(request: ActionRequest): Promise<void> {
    const { value: occurrenceId, actor, place, deliveryKey } = request;
    await tellIfOver(request, await service.confirmAll({ occurrenceId, actor, place, deliveryKey }));
  }

  async function tellIfOver(request: ActionRequest, result: AnswerResult): Promise<void> {
    if (result.kind !== 'after_close') return;
    await request.notice(notice(textsFor(request.reader.language).form.afterClose));
  }

  async function openForm(request: ActionRequest): Promise<void> {
    await showForm(request, { occurrenceId: request.value, only: null });
  }

  /** One deal or goal alone. */
  async function openItem(request: ActionRequest): Promise<void> {
    const { occurrenceId, index } = readPressed(request.value);
    await showForm(request, { occurrenceId, only: index });
  }

  async function showForm(
    request: ActionRequest,
    { occurrenceId, only }: { occurrenceId: string; only: number | null },
  ): Promise<void> {
    const { actor, place, reader } = request;
    const matter = await service.openedBy({ occurrenceId, actor, place });
    if (only !== null && matter.occurrence.snapshot.items[only] === undefined) throw notFoundError();
    await request.openModal(formOf(matter, only, reader.language));
  }

  async function openCurrent(request: ActionRequest): Promise<void> {
    const { value: partnerId, actor, place, reader } = request;
    const current = await service.currentOf({ partnerId, actor, place });
    if (current.kind === 'open') {
      return showForm(request, { occurrenceId: current.occurrence.occurrenceId, only: null });
    }
    await request.notice(notice(nothingOpenText(current.nextOn, reader.language)));
  }

  async function submitAnswers(request: ViewRequest): Promise<ViewAnswer> {
    const { actor, place, deliveryKey, reader } = request;
    const { occurrenceId, ...scope } = decodeMetadata(Metadata, request.metadata);
    const { occurrence, today } = await service.formBehind({ occurrenceId, actor, place });
    const asks = formAsksOf(occurrence.snapshot, scope);
    const form = answerFormFor(asks, today).safeParse(request.values);
    if (!form.success) {
      const problems = form.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
      return { kind: 'errors', fields: fieldErrors(problems, reader.language) };
    }
    const result = await service.answerByForm({ occurrenceId, actor, place, deliveryKey, form: form.data, scope });
    if (result.kind === 'after_close') return { kind: 'update', view: afterCloseView(reader.language) };
    return { kind: 'close' };
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

function formOf({ occurrence, today }: FormMatter, only: number | null, language: Language): ModalView {
  const { snapshot, schedule, answers } = occurrence;
  const scope = { shown: only === null ? shownItems(snapshot, answers) : [only], isWhole: only === null };
  return answersForm(
    {
      occurrenceId: occurrence.occurrenceId,
      touchId: occurrence.touchId,
      periodKey: occurrence.periodKey,
      dueAt: schedule.dueAt ?? schedule.closeAt,
      zone: occurrence.zone,
      asks: formAsksOf(snapshot, scope),
      items: snapshot.items,
      ...scope,
      given: givenIn(snapshot, answers, today),
    },
    language,
  );
}
