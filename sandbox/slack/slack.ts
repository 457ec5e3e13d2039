import type { Clock } from '#core/clock.ts';
import type { SlackCore } from './core.ts';
import { createDelivery, type AppEndpoint } from './delivery.ts';
import { createEvents, type ConnectOptions } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createJournal, type Delivery, type Journal } from './journal.ts';
import { createLimits } from './limits.ts';
import { readManifest } from './manifest.ts';
import { createPerson, type Person } from './person.ts';
import { ConnectionBroken } from './refusal.ts';
import { createResponseUrls } from './response-urls.ts';
import { answerRequest } from './routes.ts';
import { listen, type Listening } from './server.ts';
import { signedHeaders, type SignOptions } from './signature.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createState, messagesOf, repliesOf, type SlackState, type StoredMessage } from './state.ts';
import { createTriggers } from './triggers.ts';
import { createViewStore, type StoredView } from './view-store.ts';
import { createWaits } from './waits.ts';
import { createWorld, type World } from './world.ts';

export interface SandboxSlackOptions {
  /** All waits and times: trigger ids, rate windows, retry ladder, latency. Signatures alone use real time (design §8). */
  clock: Clock;
  /** Parsed manifest.json: scopes decide missing_scope, bot_events what is sent, slash_commands what exists. */
  manifest: unknown;
  homeTeam: { id: string; name: string };
  signingSecret: string;
  botToken: string;
  appToken: string;
  /** A source in [0, 1) for what Slack does only sometimes; always the same sequence unless given. */
  random?: () => number;
  /** Simulated latency of one API call in milliseconds of the clock: half before the effect, half after. */
  latencyMs?: () => number;
  rateLimits?: 'slack' | 'off';
  connect?: Partial<ConnectOptions>;
}

/** A strict, stateful Slack for tests, demo and playground; it refuses what Slack refuses (slack.md). */
export interface SandboxSlack {
  fetch: typeof fetch;
  listen(port?: number): Promise<Listening>;
  connectApp(endpoint: AppEndpoint): void;
  /** Nobody answers any more, as when the app's process is gone; retries go on. */
  disconnectApp(): void;
  world: World;
  /** To look at, as the playground does; only this Slack writes it. */
  state: Readonly<SlackState>;
  as(userId: string): Person;
  faults: Faults;
  log: Journal;
  socketMode: Pick<SocketMode, 'connections' | 'refresh' | 'drop'>;
  messages(channelId: string): readonly StoredMessage[];
  thread(channelId: string, ts: string): readonly StoredMessage[];
  /** All messages of all channels and direct messages. */
  everyMessage(): readonly StoredMessage[];
  pins(channelId: string): readonly StoredMessage[];
  homeOf(userId: string): StoredView | undefined;
  /** The next instant at which this Slack does something by itself: an event retry or the end of a latency. */
  nextDueAt(): Date | undefined;
  /** Resolves when no delivery is in flight. A delivery that the app never answers ends when the clock has moved 3 s. */
  settle(): Promise<void>;
  /** Ends every wait; pending retries are lost. */
  stop(): void;
  /** A request as Slack would send it, or with a forged or old signature, for `rawDelivery`. */
  signedRequest(body: string, options?: SignOptions): Request;
  rawDelivery(request: Request): Promise<Delivery>;
  /** Sends the last delivery again, byte for byte. */
  replayLast(): Promise<Delivery>;
}

const STANDARD_CONNECT: ConnectOptions = {
  envelopeTeam: 'external',
  hints: 'sometimes',
  omitInstalledTeam: false,
  hashAfterErrors: 'same',
};

export function createSandboxSlack(options: SandboxSlackOptions): SandboxSlack {
  const { clock, latencyMs = () => 0 } = options;
  const core = createCore(options);
  const { delivery, state, waits } = core;
  const world = createWorld(core);
  world.addTeam(options.homeTeam);
  world.addUser({ id: state.app.botUserId, teamId: options.homeTeam.id, name: core.manifest.botName, isBot: true });
  const persons = new Map<string, Person>();
  const answer = (request: Request): Promise<Response> => answerRequest(core, request, latencyMs);

  return {
    fetch: inProcessFetch(answer),
    listen: (port = 0) => listen(core, answer, port),
    connectApp: (endpoint) => delivery.connect(endpoint),
    disconnectApp: () => delivery.disconnect(),
    world,
    state,
    as(userId) {
      const user = state.users.get(userId);
      if (!user) throw new Error(`there is no user ${userId}`);
      const person = persons.get(userId) ?? createPerson(core, user);
      persons.set(userId, person);
      return person;
    },
    faults: core.faults,
    log: core.journal,
    socketMode: core.socketMode,
    messages: (channelId) => [...messagesOf(state, channelId)],
    thread: (channelId, ts) => repliesOf(state, channelId, ts),
    everyMessage: () => [...state.messages.values()].flat(),
    pins: (channelId) => messagesOf(state, channelId).filter((message) => message.pinnedBy !== undefined),
    homeOf: (userId) => core.views.home(userId),
    nextDueAt: () => waits.nextDueAt(),
    settle: () => delivery.settle(),
    stop: () => waits.stop(),
    signedRequest(body, sign = {}) {
      const headers = signedHeaders(body, options.signingSecret, sign);
      return new Request('http://app.invalid/slack/events', { method: 'POST', headers, body });
    },
    rawDelivery: (request) => delivery.raw(request),
    replayLast: () => delivery.replayLast(),
  };

  function createCore({ manifest, homeTeam, botToken, appToken, signingSecret }: SandboxSlackOptions): SlackCore {
    const app = readManifest(manifest);
    const identity = { appId: 'A0DRUMBEAT', botId: 'B0DRUMBEAT', botUserId: 'U0DRUMBEAT' };
    const connect = { ...STANDARD_CONNECT, ...options.connect };
    const random = options.random ?? seededRandom(1);
    const held = createState({ ...identity, homeTeamId: homeTeam.id, name: app.appName }, () => clock.now());
    const pending = createWaits(clock);
    const journal = createJournal();
    const socketMode = createSocketMode(identity.appId);
    const deliver = createDelivery({ clock, waits: pending, journal, signingSecret, socketMode });
    const files = 'https://files.slack.com/';
    const addresses = {
      api: 'https://slack.com/api/',
      hooks: `https://hooks.slack.com/actions/${homeTeam.id}/`,
      files,
      socket: undefined,
    };
    return {
      clock,
      random,
      manifest: app,
      tokens: { bot: botToken, app: appToken },
      connect,
      addresses,
      state: held,
      waits: pending,
      journal,
      limits: options.rateLimits === 'off' ? undefined : createLimits(clock),
      faults: createFaults(clock),
      triggers: createTriggers(clock, () => held.nextId('trigger.')),
      views: createViewStore(
        (prefix) => held.nextId(prefix),
        () => held.nextTs(),
      ),
      responseUrls: createResponseUrls(
        clock,
        () => addresses.hooks,
        () => held.nextId('R'),
      ),
      delivery: deliver,
      events: createEvents({ state: held, clock, manifest: app, delivery: deliver, connect, random }),
      socketMode,
    };
  }
}

/** As `fetch` behaves: a broken connection is a TypeError, an aborted call rejects with the signal's reason. */
function inProcessFetch(answer: (request: Request) => Promise<Response>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // Not request.signal: it follows the caller's signal only weakly and may be collected before that one fires.
    const signal = init?.signal ?? request.signal;
    signal.throwIfAborted();
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      return await Promise.race([answer(request), aborted]);
    } catch (error) {
      if (error instanceof ConnectionBroken) throw new TypeError('fetch failed', { cause: error });
      throw error;
    }
  };
}

/** The same sequence for the same seed (a linear congruential generator; good enough for a coin). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
