import { asList, asText, isObject, type Json } from './json.ts';

export interface AppManifest {
  appName: string;
  botName: string;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  commands: ReadonlySet<string>;
  shortcuts: ReadonlyMap<string, 'message' | 'global'>;
  homeTab: boolean;
  messagesTab: boolean;
}

/** Reads what decides this app's rights. Throws when the value is no manifest. */
export function readManifest(value: unknown): AppManifest {
  if (!isObject(value) || !isObject(value['display_information'])) throw new Error('this is not a Slack app manifest');
  const features = section(value, 'features');
  const settings = section(value, 'settings');
  const home = section(features, 'app_home');
  return {
    appName: String(section(value, 'display_information')['name']),
    botName: asText(section(features, 'bot_user')['display_name']) ?? 'bot',
    scopes: new Set(asList(section(section(value, 'oauth_config'), 'scopes')['bot']).map(String)),
    events: new Set(asList(section(settings, 'event_subscriptions')['bot_events']).map(String)),
    commands: new Set(asList(features['slash_commands']).map((entry) => String(isObject(entry) && entry['command']))),
    shortcuts: new Map(
      asList(features['shortcuts'])
        .filter(isObject)
        .map((entry) => [String(entry['callback_id']), entry['type'] === 'message' ? 'message' : 'global']),
    ),
    homeTab: home['home_tab_enabled'] === true,
    messagesTab: home['messages_tab_enabled'] === true && home['messages_tab_read_only_enabled'] !== true, // §7
  };
}

function section(parent: Json, name: string): Json {
  const child = parent[name];
  return isObject(child) ? child : {};
}
