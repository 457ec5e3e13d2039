import type { ActionHandler, ActionRequest } from '#core/interaction.ts';
import type { Answerer, EdgeDeps } from './edge.ts';
import { loadingOpener, modalOpener, recordRefusal, responseUrlAnswerer, tellFailure, turnAway } from './edge.ts';
import type { Identified } from './identity.ts';
import { unidentified } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice, noticeView } from './notices.ts';
import type { ActionPayload } from './payloads.ts';
import { elementValue, formValues, personOf } from './payloads.ts';
import { toSlackError } from './slack-errors.ts';
import { platformTexts } from './texts.ts';

/** Buttons and selects: finds who pressed, refuses strangers, calls the one feature that owns the action id. */
export function createActionEdge(deps: EdgeDeps) {
  const handlers = new Map<string, ActionHandler>();
  for (const feature of deps.features) {
    for (const [actionId, handler] of Object.entries(feature.actions ?? {})) handlers.set(actionId, handler);
  }

  return async (body: ActionPayload, delivery: Delivery): Promise<void> => {
    const channelId = body.container?.channel_id ?? body.channel?.id ?? null;
    const answer = answererFor(deps, body);
    let who = unidentified;
    try {
      who = await deps.identity.of(personOf(body.user), isDirect(body) ? null : channelId);
      await act(body, delivery, who, channelId, answer);
    } catch (thrown) {
      await tellFailure(deps, thrown, { delivery, who, surface: 'action', answer });
    }
  };

  async function act(
    body: ActionPayload,
    delivery: Delivery,
    who: Identified,
    channelId: string | null,
    answer: Answerer,
  ): Promise<void> {
    const action = body.actions?.[0];
    const actionId = action?.action_id ?? '';
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      return turnAway(deps, who, { delivery, surface: 'action', object: `actions/${actionId}`, channelId, answer });
    }
    // Elements that only hold input, such as a select inside a form, need no answer.
    const handler = handlers.get(actionId);
    if (!handler) {
      if (body.container?.type === 'view' && action?.type !== 'button') return;
      await recordRefusal(deps, who, {
        delivery,
        surface: 'action',
        object: `actions/${actionId}`,
        reason: 'unknown_action',
      });
      return answer.notice(notice(platformTexts[who.reader.language].unknownAction));
    }
    const value = action ? elementValue(action) : null;
    const request: ActionRequest = {
      ...who,
      actionId,
      value: typeof value === 'string' ? value : '',
      channelId,
      messageTs: body.container?.message_ts ?? body.message?.ts ?? null,
      viewId: body.container?.view_id ?? body.view?.id ?? null,
      values: formValues(body.state?.values ?? body.view?.state?.values),
      deliveryKey: delivery.key,
      replayed: delivery.replayed,
      log: deps.log.with({ actionId, deliveryKey: delivery.key }),
      openModal: modalOpener(deps, body.trigger_id, delivery),
      openLoading: loadingOpener(deps, body.trigger_id, delivery, who),
      notice: answer.notice,
      updateModal: viewUpdater(deps, body, delivery),
    };
    await handler(request);
  }
}

/** Slack calls every direct message so; a channel may bear the name, but not with such an id. */
function isDirect({ channel }: ActionPayload): boolean {
  return channel?.name === 'directmessage' && channel.id?.startsWith('D') === true;
}

/** On a message through its response_url; in a modal as a modal on top, so that nothing typed is lost; in Home as a modal. */
function answererFor(deps: EdgeDeps, body: ActionPayload): Answerer {
  if (body.response_url !== undefined) return responseUrlAnswerer(deps, body.response_url);
  return {
    async notice(message) {
      if (body.trigger_id === undefined) return;
      try {
        const shown = { trigger_id: body.trigger_id, view: noticeView('Drumbeat', message.text) as never };
        await (body.view?.type === 'home' ? deps.interactive.views.open(shown) : deps.interactive.views.push(shown));
      } catch (thrown) {
        deps.log.warn({ err: thrown, event: 'courtesy' }, 'a courtesy could not be shown');
      }
    },
  };
}

function viewUpdater(deps: EdgeDeps, body: ActionPayload, delivery: Delivery) {
  return async (view: object): Promise<void> => {
    const viewId = body.container?.view_id ?? body.view?.id;
    if (delivery.replayed || viewId === undefined) return;
    try {
      await deps.interactive.views.update({ view_id: viewId, view: view as never });
    } catch (thrown) {
      throw toSlackError(thrown);
    }
  };
}
