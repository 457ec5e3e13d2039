import { z } from 'zod';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { actionIds, callbackIds } from '#blocks/rhythm/ids.ts';
import { changeForm, confirmModal, doneModal, pauseForm, personForm, planModal } from '#blocks/rhythm/plan.ts';
import { staffTexts } from '#blocks/rhythm/texts.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import { notFound, usage } from './errors.ts';
import { sendTimes } from './rules/times.ts';
import { TouchName, WantedChange } from './schemas.ts';
import type { RhythmService } from './service.ts';

const OfPartner = z.object({ partnerId: z.string() });
const OfTouch = OfPartner.extend({ touchId: TouchName, periodKey: z.string() });
const Confirmed = OfPartner.extend({ change: z.string() });

/** `/partner rhythm`: see what comes, change it, and read the difference before confirming. */
export function createStaffHandlers({ service }: { service: RhythmService }) {
  const command: StaffCommand = {
    name: 'rhythm',
    usage: '<P-0005>',
    summary: 'See what comes for a partner; move, skip or pause it, or write to somebody else',
    async handle({ actor, text, openModal }) {
      const partnerId = text.trim().toUpperCase();
      if (partnerId === '') throw usage();
      const { partner, coming } = await service.showRhythm({ actor, partnerId });
      await openModal(planModal(partner, coming));
    },
  };

  const actions: Readonly<Record<string, ActionHandler>> = {
    async [actionIds.change]({ actor, value, updateModal }) {
      const [partnerId = '', touchId, periodKey] = value.split('|');
      const { coming } = await service.showRhythm({ actor, partnerId });
      const touch = coming.find((each) => each.touchId === touchId && each.periodKey === periodKey);
      if (touch === undefined) throw notFound();
      await updateModal(changeForm(partnerId, touch, sendTimes));
    },
    async [actionIds.pause]({ actor, value: partnerId, updateModal }) {
      await service.showRhythm({ actor, partnerId });
      await updateModal(pauseForm(partnerId));
    },
    async [actionIds.person]({ actor, value: partnerId, updateModal }) {
      await updateModal(personForm(partnerId, await service.listContacts({ actor, partnerId })));
    },
  };

  const views: Readonly<Record<string, ViewHandler>> = {
    async [callbackIds.changeTouch](request) {
      const { partnerId, touchId, periodKey } = decodeMetadata(OfTouch, request.metadata);
      const { what, day: on, time } = request.values;
      if (what === 'skip') return preview(request, partnerId, { kind: 'skip', touchId, periodKey });
      if (what !== 'move') return { kind: 'errors', fields: { what: staffTexts.fieldErrors.what } };
      if (typeof on !== 'string') return { kind: 'errors', fields: { day: staffTexts.fieldErrors.day } };
      if (typeof time !== 'string') return { kind: 'errors', fields: { time: staffTexts.fieldErrors.time } };
      return preview(request, partnerId, { kind: 'move', touchId, periodKey, on, time });
    },
    [callbackIds.pause](request) {
      const { partnerId } = decodeMetadata(OfPartner, request.metadata);
      const until = request.values['day'];
      return preview(request, partnerId, { kind: 'pause', until: typeof until === 'string' ? until : null });
    },
    async [callbackIds.person](request) {
      const { partnerId } = decodeMetadata(OfPartner, request.metadata);
      const contactId = request.values['contact'];
      if (typeof contactId !== 'string') return { kind: 'errors', fields: { contact: staffTexts.fieldErrors.contact } };
      return preview(request, partnerId, { kind: 'contact', contactId });
    },
    async [callbackIds.confirm]({ actor, metadata }) {
      const { partnerId, change } = decodeMetadata(Confirmed, metadata);
      await service.changeRhythm({ actor, partnerId, change: decodeMetadata(WantedChange, change) });
      const { partner } = await service.showRhythm({ actor, partnerId });
      return { kind: 'update', view: doneModal(partner) };
    },
  };
  return { commands: [command], actions, views };

  async function preview({ actor }: ViewRequest, partnerId: string, change: WantedChange): Promise<ViewAnswer> {
    const lines = await service.previewChange({ actor, partnerId, change }).catch((thrown: unknown) => {
      throw underTheDay(thrown);
    });
    return { kind: 'update', view: confirmModal(partnerId, change, lines) };
  }
}

/** What the plan refuses is almost always the day: the form says it there. */
function underTheDay(thrown: unknown): unknown {
  if (!(thrown instanceof AppError) || thrown.kind !== 'conflict') return thrown;
  const { kind, code, params } = thrown;
  return new AppError({ kind, code, params, field: 'day', cause: thrown });
}
