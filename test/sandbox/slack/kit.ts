import { manualClock, type ManualClock } from '#core/clock.ts';
import { createSandboxSlack, type SandboxSlack, type SandboxSlackOptions } from '#sandbox/slack/slack.ts';
import {
  LogLevel,
  SlackError,
  WebAPIPlatformError,
  WebClient,
  type Logger,
  type WebClientOptions,
} from '@slack/web-api';
import manifest from '../../../manifest.json' with { type: 'json' };

export const HOME = 'T0HOME';
export const ACME = 'T0ACME';
export const BOT = 'U0DRUMBEAT';
export const PAT = 'U0PAT';
export const ANNA = 'U0ANNA';
export const STRANGER = 'U0STRANGER';
export const SHARED = 'C0SHARED';
export const GENERAL = 'C0GENERAL';
export const SECRETS = { signingSecret: 'signing-secret', botToken: 'xoxb-test', appToken: 'xapp-test' };

export { manifest };

/** The manifest with other scopes added: for methods that the app does not use yet. */
export function manifestWith(scopes: string[], events: string[] = []): unknown {
  const changed = structuredClone(manifest);
  changed.oauth_config.scopes.bot.push(...scopes);
  changed.settings.event_subscriptions.bot_events.push(...events);
  return changed;
}

/** The manifest without one of its scopes. */
export function manifestWithout(scope: string): unknown {
  const changed = structuredClone(manifest);
  const { scopes } = changed.oauth_config;
  scopes.bot = scopes.bot.filter((one) => one !== scope);
  return changed;
}

export interface TestSlack {
  slack: SandboxSlack;
  clock: ManualClock;
  client: WebClient;
  /** Moves the clock by `ms` and waits for what comes due. */
  move(ms: number): Promise<void>;
}

/** Home team with Pat and the bot, Acme with Anna in one shared channel, and a stranger of Acme. */
export function testSlack(options: Partial<SandboxSlackOptions> = {}, client: WebClientOptions = {}): TestSlack {
  const clock = manualClock(new Date('2026-11-16T09:00:00Z'));
  const slack = createSandboxSlack({ clock, manifest, homeTeam: { id: HOME, name: 'Vendor' }, ...SECRETS, ...options });
  populate(slack);
  return {
    slack,
    clock,
    client: new WebClient(SECRETS.botToken, { ...strictClient, fetch: slack.fetch, ...client }),
    async move(ms) {
      clock.moveTo(new Date(clock.now().getTime() + ms));
      await slack.settle();
    },
  };
}

/** A logger that says nothing. */
export const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
const strictClient = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet };

function populate({ world }: SandboxSlack): void {
  world.addTeam({ id: ACME, name: 'Acme' });
  world.addUser({ id: PAT, teamId: HOME, name: 'pat', email: 'pat@vendor.example' });
  world.addUser({ id: ANNA, teamId: ACME, name: 'anna', email: 'anna@acme.example' });
  world.addUser({ id: STRANGER, teamId: ACME, name: 'stranger' });
  world.addChannel({ id: SHARED, name: 'ext-acme', isPrivate: true, teams: [ACME], members: [BOT, PAT, ANNA] });
  world.addChannel({ id: GENERAL, name: 'general', members: [PAT, BOT] });
}

/** The error code of a refused call. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('the call was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof SlackError ? error.code : String(error);
}

/** An app that answers as told and keeps what it was sent. */
export function recordingApp(
  answer: (body: string, request: Request) => Response | Promise<Response> = () => new Response(''),
) {
  const requests: { body: string; headers: Headers }[] = [];
  return {
    requests,
    /** Payloads of events and interactions alike, decoded. */
    payloads: (): Payload[] => requests.map(({ body }) => decode(body)),
    endpoint: {
      kind: 'inProcess' as const,
      async handle(request: Request): Promise<Response> {
        const body = await request.text();
        requests.push({ body, headers: request.headers });
        return answer(body, request);
      },
    },
  };
}

/** The parts of what the app is sent that the tests look into. */
interface Payload {
  [field: string]: unknown;
  event: { [field: string]: unknown; type: string; subtype?: string; files: { id: string }[] };
  view: { state: { values: unknown } };
}

function decode(body: string): Payload {
  if (body.startsWith('{')) return JSON.parse(body);
  const form = Object.fromEntries(new URLSearchParams(body));
  return JSON.parse(form['payload'] ?? JSON.stringify(form));
}
