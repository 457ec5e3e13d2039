import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';

interface SocketManifest {
  features: { slash_commands?: readonly Readonly<Record<string, unknown>>[] };
  settings: {
    event_subscriptions?: Readonly<Record<string, unknown>>;
    interactivity?: Readonly<Record<string, unknown>>;
  };
}

/** Where Bolt listens by default. */
const endpoint = '/slack/events';

/** The HTTP form of our manifest: the same app with request URLs under `url` (slack.md §7). RangeError when not https. */
export function httpForm<Manifest extends SocketManifest>(manifest: Manifest, url: string): Manifest {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') throw new RangeError(`not an https address: ${url}`);
  const requestUrl = new URL(url).origin + new URL(url).pathname.replace(/\/$/, '') + endpoint;
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: {
      ...features,
      slash_commands: (features.slash_commands ?? []).map((command) => ({ ...command, url: requestUrl })),
    },
    settings: {
      ...settings,
      event_subscriptions: { request_url: requestUrl, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, request_url: requestUrl },
      socket_mode_enabled: false,
    },
  };
}

/** `npm run manifest [-- --url https://…]`: prints the manifest for Socket Mode, or for HTTP under this address. */
function main(): void {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')) as SocketManifest;
  process.stdout.write(
    `${JSON.stringify(values.url === undefined ? manifest : httpForm(manifest, values.url), null, 2)}\n`,
  );
}

if (import.meta.main) main();
