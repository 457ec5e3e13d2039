import type { SlackCore } from '../core.ts';
import { copy, type Json } from '../json.ts';
import type { StoredView } from '../view-store.ts';

/** A view as views.open returns it and interaction payloads carry it. slack.md §1.2 */
export function viewObject(core: SlackCore, view: StoredView): Json {
  const { content } = view;
  const { app } = core.state;
  return {
    id: view.id,
    team_id: core.state.users.get(view.userId)?.teamId,
    type: view.type,
    blocks: copy(content['blocks'] ?? []),
    private_metadata: content['private_metadata'] ?? '',
    callback_id: content['callback_id'] ?? '',
    state: { values: copy(view.values) },
    hash: view.hash,
    title: copy(content['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true }),
    clear_on_close: content['clear_on_close'] === true,
    notify_on_close: content['notify_on_close'] === true,
    close: copy(content['close'] ?? null),
    submit: copy(content['submit'] ?? null),
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: app.appId,
    external_id: view.externalId ?? '',
    ...(core.connect.omitInstalledTeam ? {} : { app_installed_team_id: app.homeTeamId }), // §1.2
    bot_id: app.botId,
  };
}
