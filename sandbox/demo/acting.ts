import type { PersonResult } from '../slack/person-context.ts';
import type { StoredMessage } from '../slack/state.ts';
import type { Stage } from './stage.ts';

export const operator = { kind: 'operator', name: 'demo' } as const;

/** The newest message of the channel that offers this button. */
function offering(stage: Stage, channelId: string, actionId: string): string {
  const ts = stage.slack.messages(channelId).findLast(offers(actionId))?.ts;
  if (ts === undefined) throw new Error(`no message in ${channelId} offers ${actionId}`);
  return ts;
}

export function offers(actionId: string): (message: Pick<StoredMessage, 'blocks'>) => boolean {
  return ({ blocks }) => JSON.stringify(blocks).includes(`"${actionId}"`);
}

/** Presses what the newest message with this button offers. */
export function press(stage: Stage, userId: string, channelId: string, actionId: string): Promise<PersonResult> {
  const ts = offering(stage, channelId, actionId);
  return settled(stage, stage.slack.as(userId).press({ channelId, ts, actionId }));
}

/** Presses a button of the newest direct message that has it. */
export function pressDirectly(stage: Stage, userId: string, actionId: string): Promise<PersonResult> {
  const card = stage.slack.as(userId).dms().findLast(offers(actionId));
  if (card === undefined) throw new Error(`${userId} was sent no ${actionId}`);
  return settled(stage, stage.slack.as(userId).press({ channelId: card.channelId, ts: card.ts, actionId }));
}

export function pressInForm(stage: Stage, userId: string, actionId: string): Promise<PersonResult> {
  return settled(stage, stage.slack.as(userId).pressInView({ actionId }));
}

/** Sends a press of a rating that the newest message does not offer: a stale client, a double tap, a stranger. */
export function forge(stage: Stage, userId: string, channelId: string, value: string): Promise<PersonResult> {
  const ts = stage.slack.messages(channelId).at(-1)?.ts ?? '';
  const stale = { channelId, ts, actionId: 'check-ins.prompt.rate-4', value, forged: true };
  return settled(stage, stage.slack.as(userId).press(stale));
}

/** Answers in words under the newest check-in of the channel. */
export function write(stage: Stage, userId: string, channelId: string, text: string): Promise<unknown> {
  const threadTs = offering(stage, channelId, 'check-ins.prompt.answer-rest');
  return settled(stage, stage.slack.as(userId).say({ channelId, text, threadTs }));
}

export async function answerRest(
  stage: Stage,
  userId: string,
  channelId: string,
  values: Record<string, unknown>,
): Promise<void> {
  await press(stage, userId, channelId, 'check-ins.prompt.answer-rest');
  await submit(stage, userId, values);
}

export async function runCommand(stage: Stage, userId: string, channelId: string, line: string): Promise<void> {
  await settled(stage, stage.slack.as(userId).command(line, { channelId }));
}

export async function runForm(
  stage: Stage,
  userId: string,
  channelId: string,
  line: string,
  values: Record<string, unknown> = {},
): Promise<void> {
  await runCommand(stage, userId, channelId, line);
  await submit(stage, userId, values);
}

export async function submit(stage: Stage, userId: string, values: Record<string, unknown> = {}): Promise<void> {
  const person = stage.slack.as(userId);
  if (!person.currentView())
    throw new Error(`${userId} sees no form: ${person.ephemeralMessages().at(-1)?.text ?? person.lastError}`);
  const { errors } = await person.submitView({ values });
  if (Object.keys(errors).length > 0) throw new Error(`the form was refused: ${JSON.stringify(errors)}`);
  await stage.time().settle();
}

/** What the form on top says in its sections, line by line. */
export function formLines(stage: Stage, userId: string): readonly string[] {
  const blocks = stage.slack.as(userId).currentView()?.content['blocks'];
  const texts = (Array.isArray(blocks) ? blocks : []).map((block: { text?: { text?: string } }) => block.text?.text);
  return texts.flatMap((text) => text?.split('\n') ?? []);
}

async function settled<T>(stage: Stage, doing: Promise<T>): Promise<T> {
  const result = await doing;
  await stage.time().settle();
  return result;
}
