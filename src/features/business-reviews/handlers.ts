import { confirmDateForm, dateForm, dateSetView } from '#blocks/business-reviews/date-forms.ts';
import { fieldErrors, minutesForm, progressForm, surveyForm, surveyThanks } from '#blocks/business-reviews/forms.ts';
import { actionIds, callbackIds } from '#blocks/business-reviews/ids.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ActionHandler, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import { partnerNeeded } from './errors.ts';
import { DateForm, minutesFrom, SurveyForm, typedFields } from './form-schemas.ts';
import type { ReviewService } from './service.ts';

const AboutPartner = z.object({ partnerId: z.string() });
const AboutDate = z.object({ partnerId: z.string(), on: z.string(), time: z.string() });
const AboutReview = z.object({ reviewId: z.string() });

export function createHandlers({ service }: { service: ReviewService }) {
  const command: StaffCommand = {
    name: 'qbr',
    usage: '<partner> [day] [time]',
    summary: 'See or set the date of a partner’s next business review',
    async handle({ actor, text, openModal }) {
      const [partnerId = '', on = '', time = ''] = text.trim().split(/\s+/);
      if (partnerId === '') throw partnerNeeded();
      const about = { actor, partnerId: partnerId.toUpperCase() };
      await openModal(
        on === '' ? await chooseView(about) : await confirmView({ ...about, on, time: time === '' ? null : time }),
      );
    },
  };

  const actions: Readonly<Record<string, ActionHandler>> = {
    async [actionIds.chooseDate]({ value: partnerId, actor, openModal }) {
      await openModal(await chooseView({ actor, partnerId }));
    },
    async [actionIds.approvePack]({ value: reviewId, actor }) {
      await service.approvePack({ reviewId, actor });
    },
    async [actionIds.writeMinutes]({ value: reviewId, actor, openModal }) {
      const { review, partnerName, fields } = await service.openMinutes({ reviewId, actor });
      await openModal(minutesForm({ ...review, partnerName, fields }));
    },
    async [actionIds.reportProgress]({ value: reviewId, actor, openModal }) {
      const { review, partnerName } = await service.openProgress({ reviewId, actor });
      await openModal(progressForm({ ...review, partnerName }));
    },
    async [actionIds.openSurvey]({ value: reviewId, actor, place, reader, openModal }) {
      const review = await service.openSurvey({ reviewId, actor, place });
      await openModal(surveyForm(review.reviewId, reader.language));
    },
  };

  const views: Readonly<Record<string, ViewHandler>> = {
    [callbackIds.chooseDate]: (request) => chosen(request),
    async [callbackIds.setDate]({ actor, metadata, deliveryKey }) {
      const set = await service.setDate({ actor, deliveryKey, ...decodeMetadata(AboutDate, metadata) });
      return { kind: 'update', view: dateSetView({ ...set, zone: set.planned.zone }) };
    },
    [callbackIds.minutes]: (request) => submitMinutes(request),
    async [callbackIds.progress]({ actor, metadata, values }) {
      const { reviewId } = decodeMetadata(AboutReview, metadata);
      const kept = values['kept'];
      await service.reportProgress({ reviewId, actor, keptIds: Array.isArray(kept) ? kept : [] });
      return { kind: 'close' };
    },
    async [callbackIds.survey]({ actor, place, metadata, values, reader, deliveryKey }) {
      const { reviewId } = decodeMetadata(AboutReview, metadata);
      const form = SurveyForm.safeParse(values);
      if (!form.success) return { kind: 'errors', fields: fieldErrors(problemsOf(form.error), reader.language) };
      await service.answerSurvey({ reviewId, actor, place, deliveryKey, form: form.data });
      return { kind: 'update', view: surveyThanks(reader.language) };
    },
  };

  return { commands: [command], actions, views };

  async function chooseView(about: { actor: Actor; partnerId: string }): Promise<ModalView> {
    const { partnerId, partnerName, planned, plannedAt, usualTime, survey } = await service.planOf(about);
    const { zone, from, to, meetingOn: on, meetingTime } = planned;
    return dateForm({ partnerId, partnerName, zone, from, to, plannedAt, on, time: meetingTime ?? usualTime, survey });
  }

  async function confirmView(wish: { actor: Actor; partnerId: string; on: string; time: string | null }) {
    const preview = await service.previewDate(wish);
    return confirmDateForm({ ...preview, zone: preview.planned.zone });
  }

  /** A date that is refused is told at its field, where another one can be chosen at once. */
  async function chosen({ actor, metadata, values, reader }: ViewRequest): Promise<ViewAnswer> {
    const form = DateForm.safeParse(values);
    if (!form.success) return { kind: 'errors', fields: fieldErrors(problemsOf(form.error), reader.language) };
    return {
      kind: 'update',
      view: await confirmView({ actor, ...decodeMetadata(AboutPartner, metadata), ...form.data }),
    };
  }

  /** What is wrong is told at its field, and what was typed is kept as a draft either way. */
  async function submitMinutes({ actor, metadata, values, reader, deliveryKey }: ViewRequest): Promise<ViewAnswer> {
    const about = { actor, ...decodeMetadata(AboutReview, metadata) };
    const { review } = await service.openMinutes(about);
    const parsed = minutesFrom(values, localDateOf(review.meetingAt, review.zone));
    if (parsed.kind === 'ready') {
      await service.publish({ ...about, form: parsed.form, deliveryKey });
      return { kind: 'close' };
    }
    await service.keepDraft({ ...about, fields: typedFields(values) });
    if (parsed.kind === 'draft') return { kind: 'close' };
    return { kind: 'errors', fields: fieldErrors(parsed.problems, reader.language) };
  }
}

function problemsOf(error: z.ZodError) {
  return error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
}
