import type { ViewAnswer, ViewHandler } from '#core/interaction.ts';
import type { EdgeDeps } from './edge.ts';
import { recordRefusal, turnAway } from './edge.ts';
import type { Identified } from './identity.ts';
import { unidentified } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { noticeView } from './notices.ts';
import type { ViewPayload } from './payloads.ts';
import { formValues, personOf } from './payloads.ts';
import { platformTexts } from './texts.ts';

export type ViewResponse =
  | { response_action: 'errors'; errors: Readonly<Record<string, string>> }
  | { response_action: 'update' | 'push'; view: object }
  | { response_action: 'clear' }
  | undefined;

/** Submitted modals: worked on before the answer, so that a wrong field can be named and nothing typed is lost. */
export function createViewEdge(deps: EdgeDeps) {
  const handlers = new Map<string, ViewHandler>();
  for (const feature of deps.features) {
    for (const [callbackId, handler] of Object.entries(feature.views ?? {})) handlers.set(callbackId, handler);
  }

  return async (body: ViewPayload, delivery: Delivery): Promise<ViewResponse> => {
    let who = unidentified;
    try {
      who = await deps.identity.of(personOf(body.user), null);
      return await submit(body, delivery, who);
    } catch (thrown) {
      return failed(thrown, body, delivery, who);
    }
  };

  async function submit(body: ViewPayload, delivery: Delivery, who: Identified): Promise<ViewResponse> {
    const callbackId = body.view?.callback_id ?? '';
    const texts = platformTexts[who.reader.language];
    const about = { delivery, surface: 'view', object: `views/${callbackId}` };
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      const quiet = { notice: () => Promise.resolve() };
      await turnAway(deps, who, { ...about, channelId: null, answer: quiet });
      return { response_action: 'update', view: noticeView('Drumbeat', texts.stranger) };
    }
    const handler = handlers.get(callbackId);
    if (!handler) {
      await recordRefusal(deps, who, { ...about, reason: 'unknown_form' });
      return { response_action: 'update', view: noticeView('Drumbeat', texts.unknownAction) };
    }
    const answer = await handler({
      ...who,
      callbackId,
      viewId: body.view?.id ?? '',
      values: formValues(body.view?.state?.values),
      metadata: body.view?.private_metadata ?? '',
      deliveryKey: delivery.key,
      replayed: delivery.replayed,
      log: deps.log.with({ callbackId, deliveryKey: delivery.key }),
    });
    if (answer.kind === 'errors') refuse(delivery, 'core.field_errors');
    return responseFor(answer);
  }

  function failed(thrown: unknown, body: ViewPayload, delivery: Delivery, who: Identified): ViewResponse {
    const told = deps.errors.handle(thrown, { delivery, reader: who.reader, actor: who.actor, surface: 'view' });
    const fields = inputsOf(body);
    const field = fields.find((name) => name === told.error.field) ?? fields[0];
    if (field === undefined) return { response_action: 'update', view: noticeView('Drumbeat', told.text) };
    if (delivery.result !== 'retry' || !delivery.replayed) refuse(delivery, told.error.code);
    return { response_action: 'errors', errors: { [field]: told.text } };
  }

  /**
   * The form stays open with everything in it and may be sent again, so this delivery does not come back by itself. Of a
   * replay nobody sees the answer: then what was typed is kept for staff.
   */
  function refuse(delivery: Delivery, reason: string): void {
    delivery.result = delivery.replayed ? 'failed' : 'refused';
    delivery.reason = reason;
    if (!delivery.replayed) return;
    deps.log.error(
      { event: 'view', reason, deliveryKey: delivery.key },
      'a form was refused after a crash; it is kept',
    );
  }
}

/** Slack takes errors only under input blocks (slack.md §2). */
function inputsOf(body: ViewPayload): readonly string[] {
  const blocks = Array.isArray(body.view?.blocks) ? body.view.blocks : [];
  return blocks.flatMap((block) => (block.type === 'input' && block.block_id !== undefined ? [block.block_id] : []));
}

function responseFor(answer: ViewAnswer): ViewResponse {
  switch (answer.kind) {
    case 'close':
      return undefined;
    case 'clear':
      return { response_action: 'clear' };
    case 'errors':
      return { response_action: 'errors', errors: answer.fields };
    case 'update':
    case 'push':
      return { response_action: answer.kind, view: answer.view };
  }
}
