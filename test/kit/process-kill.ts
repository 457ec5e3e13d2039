import { realDelay, stopwatch } from '#core/clock.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import type { PartnerPicture } from './process-picture.ts';
import { differencesOf, picturesOf } from './process-picture.ts';
import type { Relay } from './process-relay.ts';
import { openRelay } from './process-relay.ts';
import { untilDone } from './process-rest.ts';
import type { Death, KillStep, Situation } from './process-steps.ts';
import { deathOf, killSteps, situationOf, slackAtDeath, untilPostIsOpen, untilRecorded } from './process-steps.ts';
import type { ProcessWorld } from './process-world.ts';
import { checkInDay, openProcessWorld, serve, undisturbedDay } from './process-world.ts';
import { seededRandom } from './random.ts';

export interface KillReport {
  deaths: readonly Death[];
  /** What is missing, doubled, in the wrong thread or differs from the undisturbed day; empty when all is well. */
  problems: readonly string[];
  messages: number;
  seconds: number;
}

/** Fewer kills than this at one step would prove nothing. */
export const fewestKillsPerStep = 5;
const mostExtraLives = 24;
const lifeLimitMs = 20_000;

interface Round {
  world: ProcessWorld;
  relay: Relay;
  random: () => number;
  deaths: Death[];
  /** Forked before it is needed, since loading the code takes longer than anything else. */
  next: AppProcess | null;
}

/**
 * A hundred check-ins and their hundred reminders, the app killed while they are due (issue: "nothing is ever sent
 * twice"). Kills are aimed at the four steps in turn; where each fell is read from rows and Slack, not from the aim.
 */
export async function runKill(options: { kills: number; partners?: number; seed?: number }): Promise<KillReport> {
  const elapsedMs = stopwatch();
  const partners = options.partners ?? 100;
  const random = seededRandom(options.seed ?? 1);
  const [expected] = await undisturbedDay(1, picturesOf);
  const world = await openProcessWorld({ partners, latencyMs: () => 50 + random() * 150 });
  const relay = await openRelay(world.apiUrl);
  const round: Round = { world, relay, random, deaths: [], next: null };
  try {
    const perPhase = Math.ceil(options.kills / 2);
    for (const at of [checkInDay.prompts, checkInDay.reminders]) {
      world.clock.setTo(at);
      for (let n = 0; n < perPhase; n += 1) await liveAndDie(round, aimFor(n));
      if (at === checkInDay.reminders) await makeUpFor(round);
      await liveToTheEnd(round);
    }
    const problems = problemsOf(expected, await picturesOf(world), world);
    return { deaths: round.deaths, problems, messages: partners * 2, seconds: elapsedMs() / 1000 };
  } finally {
    await relay.close();
    await world.close();
  }
}

/** Steps in turn; now and then nothing is aimed at, so that starting up and sweeping are interrupted, too. */
function aimFor(n: number): KillStep | null {
  return n % 9 === 8 ? null : (killSteps[n % killSteps.length] ?? null);
}

function forkFor(round: Round): AppProcess {
  // Two posts under way at once, so that a crash leaves more than one behind; limits of history stay out of the way.
  return round.world.fork({
    apiUrl: round.relay.apiUrl,
    settings: { OUTBOX_CONCURRENCY: round.random() < 0.5 ? '2' : '1' },
  });
}

function nextLife(round: Round): AppProcess {
  const child = round.next ?? forkFor(round);
  round.next = forkFor(round);
  return child;
}

async function liveAndDie(round: Round, aim: KillStep | null): Promise<void> {
  const { world } = round;
  const child = nextLife(round);
  const before = await situationOf(world);
  const moment = momentFor(round, aim, before, deadline(child));
  // Often it dies before it serves; what it says then is of no interest.
  const serving = serve(world, child).catch(() => undefined);
  const state = await moment.then(() => {
    // One tick: nothing can happen in Slack between the kill and the look at it.
    const dying = child.kill();
    world.slack.disconnectApp();
    return { dying, slack: slackAtDeath(world.slack) };
  });
  await Promise.all([state.dying, serving]);
  round.relay.passOn();
  round.deaths.push(await deathOf(world, state.slack, aim, before));
}

/** When to strike. The first post of a life is as good as the second. */
async function momentFor(round: Round, aim: KillStep | null, before: Situation, isOver: () => boolean): Promise<void> {
  const { world, relay, random } = round;
  if (aim === null) return realDelay(300 * random());
  const first = random() < 0.6 ? 0 : 1;
  if (aim === 'between records') return untilRecorded(world.database, first + 1, { idle: true, isOver });
  if (first > 0) await untilRecorded(world.database, first, { idle: false, isOver });
  if (aim !== 'before the post') return untilPostIsOpen(world.slack, before, aim !== 'in flight', isOver);
  const lost = Promise.withResolvers<void>();
  relay.loseNextPost(() => lost.resolve());
  while (!isOver()) {
    if (await Promise.race([lost.promise.then(() => true), realDelay(100).then(() => false)])) return;
  }
}

/** True once this life has lasted too long to be of use, or is over. */
function deadline(child: AppProcess): () => boolean {
  const elapsedMs = stopwatch();
  return () => elapsedMs() > lifeLimitMs || !child.isAlive();
}

/** More lives for steps that were struck too seldom. */
async function makeUpFor(round: Round): Promise<void> {
  for (let n = 0; n < mostExtraLives; n += 1) {
    const short = killSteps.find((step) => countAt(round.deaths, step) < fewestKillsPerStep);
    if (!short) return;
    await liveAndDie(round, short);
  }
}

async function liveToTheEnd(round: Round): Promise<void> {
  const { world } = round;
  await round.next?.kill();
  round.next = null;
  const child = world.fork();
  await serve(world, child);
  await untilDone(world, [child]);
  world.slack.disconnectApp();
  await child.stop();
}

export function countAt(deaths: readonly Death[], step: Death['step']): number {
  return deaths.filter((death) => death.step === step).length;
}

function problemsOf(
  expected: PartnerPicture | undefined,
  pictures: readonly PartnerPicture[],
  world: ProcessWorld,
): string[] {
  if (!expected) return ['there is no undisturbed day to compare with'];
  const tooFast = world.slack.log.calls.filter(
    (call) => call.method === 'chat.postMessage' && call.error === 'ratelimited',
  );
  return [
    ...pictures.flatMap((picture, n) =>
      differencesOf(expected, picture).map((line) => `${world.partners[n]?.ref}: ${line}`),
    ),
    ...tooFast.map((call) => `a post to ${call.channelId} came too fast for Slack`),
  ];
}

/** Where the kills fell, for people: a line a step. */
export function killTable({ deaths, messages, seconds, problems }: KillReport): string {
  const row = (step: Death['step'], rows: number | null): string =>
    `${step.padEnd(34)} ${String(countAt(deaths, step)).padStart(5)} ${(rows === null ? '' : String(rows)).padStart(12)}`;
  return [
    `${'the process was killed'.padEnd(34)} kills posts caught`,
    ...killSteps.map((step) =>
      row(
        step,
        deaths.reduce((sum, { caught }) => sum + (caught[step]?.length ?? 0), 0),
      ),
    ),
    row('elsewhere', null),
    `${deaths.length} kills, ${messages} messages, ${problems.length} problems, ${Math.round(seconds)} s`,
  ].join('\n');
}
