import type { ViewAnswer, ViewHandler } from '#core/interaction.ts';
import type { EdgeDeps } from './edge.ts';
import { turnAway } from './edge.ts';
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
    const callbackId = body.view?.callback_id ?? '';
    const values = formValues(body.view?.state?.values);
    const who = await deps.identity.of(personOf(body.user), null);
    const texts = platformTexts[who.reader.language];
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      const quiet = { notice: () => Promise.resolve() };
      await turnAway(deps, who, { delivery, surface: 'view', object: `views/${callbackId}`, channelId: null, answer: quiet });
      return { response_action: 'update', view: noticeView('Drumbeat', texts.stranger) };
    }
    const handler = handlers.get(callbackId);
    if (!handler) {
      deps.log.warn({ event: 'view', callbackId, deliveryKey: delivery.key }, 'no feature knows this form');
      return { response_action: 'update', view: noticeView('Drumbeat', texts.unknownAction) };
    }
    try {
      const answer = await handler({
        ...who,
        callbackId,
        viewId: body.view?.id ?? '',
        values,
        metadata: body.view?.private_metadata ?? '',
        deliveryKey: delivery.key,
        replayed: delivery.replayed,
        log: deps.log.with({ callbackId, deliveryKey: delivery.key }),
      });
      if (answer.kind === 'errors') delivery.result = 'refused';
      return responseFor(answer);
    } catch (thrown) {
      const told = deps.errors.handle(thrown, { delivery, reader: who.reader, actor: who.actor, surface: 'view' });
      const field = told.error.field ?? Object.keys(values)[0];
      if (field === undefined) return { response_action: 'update', view: noticeView('Drumbeat', told.text) };
      // The form stays open with everything in it and may be sent again, so this delivery does not come back by itself.
      if (!delivery.replayed) delivery.result = 'refused';
      return { response_action: 'errors', errors: { [field]: told.text } };
    }
  };
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
