import { expect } from 'vitest';
import { addMinutes } from '#core/calendar/instants.ts';
import type { Feature } from '#core/feature.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { runsOnce } from '#test/kit/runs-once.ts';
import { traceOf } from '#test/kit/trace.ts';
import type { Trace } from '#test/kit/trace.ts';

/** One job, button, form or command. */
interface Act {
  /** Action id, callback id, job name, `/partner <name>` or `@ <word>` said in a direct message, as the built app has it. */
  id: string;
  act(test: TestApp): Promise<unknown>;
}

/** An act with an effect. */
export interface WritingRow extends Act {
  /** Collections in which it must leave something. */
  leaves: readonly string[];
}

/** An act that shows something to one person and writes nothing: it opens a form, or answers a command. */
export interface ShowingRow extends Act {
  /** The person who reads it. */
  by: string;
  /** Words that this person reads afterwards and not before. */
  shows: string;
}

/** Acts on one app that do not touch each other: each has a partner, a person or a job of its own. */
export interface Scene<Row> {
  title: string;
  /** What it leaves tells when things happened, so that its effects are looked at in an app of their own. */
  isTimed?: true;
  create(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp>;
  rows: readonly Row[];
}

/** Enough for what follows at once: posts, edits, pins and what Slack lost of them. */
const settleMs = 20 * 60_000;

/**
 * Each row has its effect, and all of them have it once: done twice, taken up by another replica, and with a crash
 * before, after and with the answer lost of each kind of call to Slack. Returns these kinds.
 */
export async function provesOnce(scene: Scene<WritingRow>): Promise<readonly string[]> {
  const act = async (test: TestApp) => {
    for (const row of scene.rows) await row.act(test);
  };
  if (scene.isTimed) await hasEffects(await scene.create({}), scene.rows);
  const watched = scene.isTimed ? act : (test: TestApp) => hasEffects(test, scene.rows);
  const runs = await runsOnce({ create: scene.create, act, watched, settleMs, crashesPerMethod: 1, together: true });
  return runs.flatMap((run) => /^crash .*lost (\S+)/.exec(run)?.[1] ?? []);
}

async function hasEffects(test: TestApp, rows: readonly WritingRow[]): Promise<void> {
  let before = await traceOf(test);
  for (const row of rows) {
    await happens(test, row);
    const after = await traceOf(test);
    const isChanged = (name: string) => after.documents[name]?.join('\n') !== before.documents[name]?.join('\n');
    const changed = Object.keys(after.documents).filter(isChanged);
    expect(changed, row.id).toEqual(expect.arrayContaining([...row.leaves]));
    before = after;
  }
}

/** Each row shows its words to the person and leaves every document and message as it was. Returns the rows proven. */
export async function provesNothingWritten({ create, rows }: Scene<ShowingRow>): Promise<readonly string[]> {
  const test = await create({});
  const before = await traceOf(test);
  for (const row of rows) {
    expect(readBy(test, row.by), row.id).not.toContain(row.shows);
    await happens(test, row);
    expect(readBy(test, row.by), row.id).toContain(row.shows);
    expect(ours(test, await traceOf(test)), row.id).toEqual(ours(test, before));
  }
  return rows.map(({ id }) => id);
}

/** Without what people said themselves: words to the bot are the act, not its effect. */
function ours({ slack }: TestApp, { documents, messages }: Trace): Trace {
  const byBot = `"userId":"${slack.world.botUserId}"`;
  return { documents, messages: messages.filter((message) => message.includes(byBot)) };
}

async function happens(test: TestApp, { id, act }: Act): Promise<void> {
  const { log } = test.slack;
  const delivered = log.deliveries.length;
  await act(test);
  await test.time.advanceTo(addMinutes(test.clock.now(), 2));
  if (test.app.jobNames.includes(id)) return;
  const reached = log.deliveries.slice(delivered).flatMap(({ name, payload }) => {
    return [name, `${name} ${String(payload['text']).split(' ')[0]}`];
  });
  expect(reached, `what reached the app for ${id}`).toContain(id.startsWith('@ ') ? 'message.im' : id);
}

/** The modal in front of this person and what only they were told. */
function readBy({ slack }: TestApp, userId: string): string {
  const person = slack.as(userId);
  return JSON.stringify([person.currentView()?.content ?? null, person.ephemeralMessages()]);
}

/** Everything of a feature that a person or time can set off, by the name under which the app has it. */
export function actsOf(feature: Feature): readonly string[] {
  return [
    ...Object.keys(feature.actions ?? {}),
    ...Object.keys(feature.views ?? {}),
    ...(feature.commands ?? []).map(({ name }) => `/partner ${name}`),
    ...(feature.mentions ?? []).map(({ keywords }) => `@ ${keywords[0]}`),
    ...(feature.jobs ?? []).map(({ name }) => name),
  ];
}

/** Presses the button that stands in the newest message of this channel that has it. */
export async function pressIn(test: TestApp, channelId: string, userId: string, actionId: string): Promise<void> {
  const has = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`);
  const message = test.slack.messages(channelId).findLast(has);
  if (message === undefined) throw new Error(`no message in ${channelId} has ${actionId}`);
  await test.slack.as(userId).press({ channelId, ts: message.ts, actionId });
}

/** Sends the open form of this name; when it was sent before, the very same submission again. */
export async function sendForm(
  { slack }: TestApp,
  userId: string,
  callbackId: string,
  values: Record<string, unknown> = {},
): Promise<void> {
  const person = slack.as(userId);
  const view = person.viewStack().find(({ content }) => content['callback_id'] === callbackId);
  if (view !== undefined) return void (await person.submitView({ viewId: view.id, values }));
  const isIt = ({ name, payload }: { name: string; payload: Record<string, unknown> }) =>
    name === callbackId && (payload['user'] as { id?: string } | undefined)?.id === userId;
  const sent = slack.log.deliveries.findLast(isIt);
  if (sent === undefined) throw new Error(`${userId} has no form ${callbackId}`);
  const body = `payload=${encodeURIComponent(JSON.stringify(sent.payload))}`;
  await slack.rawDelivery(slack.signedRequest(body));
}

/** Runs a job at an instant that may lie ahead. */
export async function runAt(test: TestApp, name: string, at: Date): Promise<void> {
  if (at > test.clock.now()) test.clock.moveTo(at);
  await test.app.runJob(name);
}
