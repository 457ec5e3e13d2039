import type { Connection } from 'mongoose';
import type { OutboundRow } from '#platform/outbox/model.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { realDelay } from '#core/clock.ts';
import type { OpenCall } from '#sandbox/slack/journal.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { ProcessWorld } from './process-world.ts';

/** The four steps of one post at which a crash has a different meaning (design §6.5). */
export const killSteps = [
  'before the post',
  'in flight',
  'after the post, before the record',
  'between records',
] as const;
export type KillStep = (typeof killSteps)[number];

/** What was true when the process died. `elsewhere`: it had nothing under way and had recorded nothing yet. */
export interface Death {
  step: KillStep | 'elsewhere';
  /** Keys of the posts that were under way, by the step they were at. */
  caught: Readonly<Partial<Record<KillStep, readonly string[]>>>;
}

const post = 'chat.postMessage';

/** Slack's side, taken at the very moment of the kill: afterwards calls in flight go on without their caller. */
export function slackAtDeath(slack: SandboxSlack): {
  hasPost: (hash: string) => boolean;
  callsTo: (channelId: string) => number;
} {
  const hashes = new Set(
    [...new Set(slack.log.calls.filter(({ method }) => method === post).map(({ channelId }) => channelId ?? ''))]
      .flatMap((channelId) => slack.messages(channelId))
      .map(({ metadata }) => (metadata?.['event_payload'] as { h?: string } | undefined)?.h),
  );
  const open = [...slack.log.openCalls].filter(({ method, tookEffect }) => method === post && !tookEffect);
  return {
    hasPost: (hash) => hashes.has(hash),
    callsTo: (channelId) => open.filter((call) => call.channelId === channelId).length,
  };
}

/** What an earlier life has left: none of it is this life's doing. */
export interface Situation {
  recorded: number;
  attempts: ReadonlySet<string>;
  calls: ReadonlySet<OpenCall>;
}

export async function situationOf({ slack, database }: Pick<ProcessWorld, 'slack' | 'database'>): Promise<Situation> {
  const attempting = await attemptingRows(database);
  return {
    recorded: await countRecorded(database),
    attempts: new Set(attempting.map(({ attempt }) => attempt?.hash ?? '')),
    calls: new Set(slack.log.openCalls),
  };
}

/** The step at which the process died: the aimed one if a post of this life was there, else what its posts say. */
export async function deathOf(
  { database }: Pick<ProcessWorld, 'database'>,
  atDeath: ReturnType<typeof slackAtDeath>,
  aim: KillStep | null,
  before: Situation,
): Promise<Death> {
  const attempting = (await attemptingRows(database)).filter(
    ({ attempt }) => !before.attempts.has(attempt?.hash ?? ''),
  );
  const caught: Partial<Record<KillStep, string[]>> = {};
  for (const { _id, place, attempt } of attempting) {
    if (attempt?.operation === 'post') (caught[stepOf(place, attempt.hash)] ??= []).push(_id);
  }
  if (aim !== null && caught[aim]) return { step: aim, caught };
  const [other] = Object.keys(caught) as KillStep[];
  if (other) return { step: other, caught };
  const hasRecorded = (await countRecorded(database)) > before.recorded;
  return { step: attempting.length === 0 && hasRecorded ? 'between records' : 'elsewhere', caught };

  function stepOf(channelId: string, hash: string): KillStep {
    if (atDeath.hasPost(hash)) return 'after the post, before the record';
    return atDeath.callsTo(channelId) > 0 ? 'in flight' : 'before the post';
  }
}

/** Resolves when a post has reached Slack and is on its way there, or back. */
export async function untilPostIsOpen(
  slack: SandboxSlack,
  before: Situation,
  tookEffect: boolean,
  isOver: () => boolean,
): Promise<void> {
  const isMeant = (call: OpenCall): boolean =>
    call.method === post && call.tookEffect === tookEffect && !before.calls.has(call);
  while (!isOver()) {
    if ([...slack.log.openCalls].some(isMeant)) return;
    await realDelay(1);
  }
}

/** Resolves when this many more posts are recorded than before; `idle`: and when no call is under way. */
export async function untilRecorded(
  database: Connection,
  more: number,
  options: { idle: boolean; isOver: () => boolean },
): Promise<void> {
  const wanted = (await countRecorded(database)) + more;
  const rows = database.collection(outboundModel.collection);
  while (!options.isOver()) {
    const isBusy = options.idle && (await rows.findOne({ state: 'attempting' }, { projection: { _id: 1 } })) !== null;
    if (!isBusy && (await countRecorded(database)) >= wanted) return;
    await realDelay(1);
  }
}

export function countRecorded(database: Connection): Promise<number> {
  return database.collection(outboundModel.collection).countDocuments({ deliveredAt: { $ne: null } });
}

function attemptingRows(database: Connection): Promise<OutboundRow[]> {
  return database.collection<OutboundRow>(outboundModel.collection).find({ state: 'attempting' }).toArray();
}
