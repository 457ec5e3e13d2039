import { draftView, ineligibleView, staffHintView, tooSlowText } from '#blocks/deals/draft.ts';
import { actionIds } from '#blocks/deals/ids.ts';
import { notice } from '#blocks/kit/message.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { ActionHandler, ActionRequest } from '#core/interaction.ts';
import { mayDo } from '#core/rights.ts';
import type { ModalView } from '#core/surface.ts';
import type { FormStep } from '../form-schemas.ts';
import { rights } from '../rules.ts';
import { sayingWhatIsKept, show } from './asking.ts';
import { createFilling, customerOf, memberOf } from './filling.ts';
import type { FormDeps } from './filling.ts';

/** The ways into the registration form, and its own buttons (issue 5 item 1, domain §18 J8). */
export function createRegisterHandlers(deps: FormDeps): Readonly<Record<string, ActionHandler>> {
  const { service } = deps;
  const filling = createFilling(deps);
  return {
    [actionIds.registerFromHub]: open,
    [actionIds.registerFromCheckIn]: open,
    [actionIds.registerFromMention]: open,
    [actionIds.registerFromHome]: open,
    [actionIds.registerAgain]: open,
    [actionIds.resumeDraft]: start,
    async [actionIds.discardDraft](request) {
      await service.discardDraft(memberOf(request));
      await start(request);
    },
    [actionIds.back]: (request) => turn(request, ({ step, more }) => ({ step: step === 3 ? 2 : 1, more })),
    [actionIds.more]: (request) => turn(request, ({ step }) => ({ step, more: true })),
  };

  /** From any message: nothing is looked up before the modal is open. */
  async function open(request: ActionRequest): Promise<void> {
    await sayingWhatIsKept(
      request,
      () => show(request, () => firstView(request)),
      async () => {
        const draft = await service.findDraft(memberOf(request));
        return notice(tooSlowText(draft === null ? null : customerOf(draft.values), request.reader.language));
      },
    );
  }

  async function firstView(request: ActionRequest): Promise<ModalView> {
    const { language, zone } = request.reader;
    const isForUs = request.actor.kind === 'staff' && mayDo(rights, 'proposeDeal', request.actor);
    if (isForUs) return staffHintView(request.place?.partnerId ?? request.value, language);
    const { actor, partnerId } = memberOf(request, request.value);
    const eligibility = await service.checkEligibility({ actor, partnerId });
    if (!eligibility.mayRegister) return ineligibleView(eligibility.unmet ?? '', language);
    const draft = await service.findDraft({ actor, partnerId });
    if (draft === null) return filling.formView(await filling.begun(actor, partnerId, null), language);
    const keptUntilOn = localDateOf(draft.expiresAt, zone);
    return draftView({ partnerId, customer: customerOf(draft.values), keptUntilOn }, language);
  }

  /** Goes on with the draft, or with an empty form. */
  async function start(request: ActionRequest): Promise<void> {
    const { actor, partnerId } = memberOf(request);
    const draft = await service.findDraft({ actor, partnerId });
    const begun = await filling.begun(actor, partnerId, draft);
    await request.updateModal(await filling.formView(begun, request.reader.language));
  }

  type Turn = { step: FormStep; more: boolean };

  /** A button inside the form: keeps what was typed and shows the form another way. */
  async function turn(request: ActionRequest, change: (turned: Turn) => Turn): Promise<void> {
    const now = await filling.filled(request, turnOf(request.value));
    const metadata = { ...now.metadata, ...change(now.metadata) };
    await filling.keep(request, now, metadata.step);
    await request.updateModal(await filling.formView({ ...now, metadata }, request.reader.language));
  }
}

/** `2|more`: where the form was when the button was pressed. */
function turnOf(value: string): { step: FormStep; more: boolean } {
  const [step, more] = value.split('|');
  return { step: step === '3' ? 3 : step === '2' ? 2 : 1, more: more === 'more' };
}
