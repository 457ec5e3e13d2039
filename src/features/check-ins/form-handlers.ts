import { afterCloseView, answersForm, fieldErrors } from '#blocks/check-ins/answers-form.ts';
import { nothingOpenText } from '#blocks/check-ins/home.ts';
import { leftMessage, leftView, overMessage } from '#blocks/check-ins/left.ts';
import { notice } from '#blocks/kit/message.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { z } from 'zod';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { ActionRequest, ViewAnswer, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView } from '#core/surface.ts';
import { answerFormFor } from './form-schemas.ts';
import { formAsksOf, givenIn } from './rules/form-answers.ts';
import type { FormScope } from './rules/form-answers.ts';
import type { CheckInService } from './service.ts';
import type { FormMatter } from './service/answering.ts';

const Metadata = z.object({
  occurrenceId: z.string(),
  shown: z.array(z.coerce.number().int().min(0)),
  isWhole: z.boolean(),
});

export interface HandlerDeps {
  service: CheckInService;
  /** Assembled from all features: called late. */
  contents(): readonly TouchContent[];
}

/** The form of a touch: opened for the whole of it, or for one deal or goal alone, and submitted. */
export function createFormHandlers({ service, contents }: HandlerDeps) {
  return { showForm, openCurrent, submitAnswers };

  async function showForm(
    request: ActionRequest,
    { occurrenceId, only }: { occurrenceId: string; only: number | null },
  ): Promise<void> {
    const { actor, place, reader } = request;
    const opened = await service.openedBy({ occurrenceId, actor, place, only });
    const { occurrence } = opened;
    switch (opened.kind) {
      case 'form':
        return request.openModal(formOf(opened, opened.scope, reader.language));
      case 'left':
        return request.notice(leftMessage([opened.left], { ...reader, zone: occurrence.zone }));
      case 'over':
        return request.notice(overMessage(occurrence, { only, isKept: false }, reader, contents()));
    }
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
    if (result.kind === 'after_close') return { kind: 'update', view: afterCloseView(occurrence, reader.language) };
    if (result.left.length === 0) return { kind: 'close' };
    return { kind: 'update', view: leftView(result.left, { ...reader, zone: occurrence.zone }) };
  }
}

function formOf({ occurrence, today }: FormMatter, scope: FormScope, language: Language): ModalView {
  const { snapshot, schedule, answers } = occurrence;
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
