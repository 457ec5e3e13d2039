import type { Clock } from '#core/clock.ts';
import type { Delivery } from './journal.ts';
import type { DeliveryService } from './delivery.ts';
import type { Json } from './json.ts';
import type { AppManifest } from './manifest.ts';
import { isExtShared, isExternal, type Channel, type SlackState, type User } from './state.ts';

export interface ConnectOptions {
  /** Envelope team_id when an external acts; it is not reliably the installing team. slack.md §1.2 */
  envelopeTeam: 'external' | 'home';
  /** user_team, source_team, team, user_profile.team: hints that may be absent. slack.md §1.2 */
  hints: 'always' | 'never' | 'sometimes';
  /** Some view payloads lack app_installed_team_id. slack.md §1.2 */
  omitInstalledTeam: boolean;
  /** Whether `view.hash` stays the same after a `response_action: errors`; Slack does not say. */
  hashAfterErrors: 'same' | 'new';
}

export interface AppEvent {
  /** As in the manifest's bot_events: `message.channels`, `app_mention`, `channel_rename`… */
  name: string;
  event: Json;
  channel?: Channel | undefined;
  actor?: User | undefined;
}

export interface EventSource {
  /** Sends it if the app asked for it and may have it; resolves after the first attempt. */
  emit(event: AppEvent): Promise<Delivery | undefined>;
}

interface EventDeps {
  state: SlackState;
  clock: Clock;
  manifest: AppManifest;
  delivery: DeliveryService;
  connect: ConnectOptions;
  random: () => number;
}

export function createEvents({ state, clock, manifest, delivery, connect, random }: EventDeps): EventSource {
  function envelope({ name, event, channel, actor }: AppEvent): Json {
    const { homeTeamId, appId, botUserId } = state.app;
    const external = actor !== undefined && isExternal(state, actor);
    const hint = connect.hints === 'always' || (connect.hints === 'sometimes' && random() < 0.5);
    const authorization = { enterprise_id: null, team_id: homeTeamId, user_id: botUserId, is_bot: true };
    return {
      token: 'sandbox-verification-token',
      team_id: external && connect.envelopeTeam === 'external' ? actor.teamId : homeTeamId, // §1.2
      context_team_id: homeTeamId,
      context_enterprise_id: null,
      api_app_id: appId,
      event: { ...event, ...(hint && actor && carriesHints(name) ? teamHints(actor) : {}) },
      type: 'event_callback',
      event_id: state.nextId('Ev'),
      event_time: Math.floor(clock.now().getTime() / 1000),
      authorizations: [{ ...authorization, is_enterprise_install: false }], // one element §1.2
      is_ext_shared_channel: channel !== undefined && isExtShared(channel),
      event_context: `4-${state.nextId('EC')}`,
    };
  }

  return {
    async emit(event) {
      if (!manifest.events.has(event.name)) return undefined;
      const scopes = scopesFor(event.name, event.channel);
      if (scopes.length > 0 && !scopes.some((scope) => manifest.scopes.has(scope))) return undefined; // §7
      const payload = envelope(event);
      return delivery.sendEvent({ kind: 'event', name: event.name, key: String(payload['event_id']), payload });
    },
  };
}

function carriesHints(name: string): boolean {
  return name === 'app_mention' || name.startsWith('message.');
}

function teamHints(user: User): Json {
  return {
    team: user.teamId,
    user_team: user.teamId,
    source_team: user.teamId,
    user_profile: { name: user.name, real_name: user.realName, display_name: user.name, team: user.teamId },
  };
}

/** Which scopes let an app have an event; any one is enough. slack.md §7 */
function scopesFor(name: string, channel: Channel | undefined): string[] {
  const exact: Record<string, string[]> = {
    app_mention: ['app_mentions:read'],
    'message.channels': ['channels:history'],
    'message.groups': ['groups:history'],
    'message.im': ['im:history'],
    user_change: ['users:read'],
    app_home_opened: [],
    tokens_revoked: [],
    app_uninstalled: [],
  };
  const known = exact[name];
  if (known) return known;
  if (name.startsWith('reaction_')) return ['reactions:read'];
  if (name.startsWith('pin_')) return ['pins:read'];
  if (name.startsWith('file_')) return ['files:read'];
  return [channel?.isPrivate ? 'groups:read' : 'channels:read'];
}
