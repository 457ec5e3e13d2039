import { z } from 'zod';
import type { PersonResult } from '../../slack/person-context.ts';
import type { SentFile } from '../../slack/person-messages.ts';
import type { PlaygroundStage } from '../stage/stage.ts';

const element = { actionId: z.string(), blockId: z.string().optional(), value: z.unknown().optional() };
const place = { channelId: z.string(), ts: z.string() };
const values = z.record(z.string(), z.unknown());
const upload = z.object({ name: z.string(), mimetype: z.string(), content: z.string() });

/** What a person can do on the page. */
export const Deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('press'), ...place, ...element }),
  z.object({ kind: z.literal('forge'), ...place, ...element }),
  z.object({ kind: z.literal('pressInView'), ...element, values: values.default({}) }),
  z.object({ kind: z.literal('pressInHome'), ...element }),
  z.object({ kind: z.literal('submit'), values }),
  z.object({ kind: z.literal('closeView') }),
  z.object({
    kind: z.literal('say'),
    channelId: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
    files: z.array(upload).default([]),
  }),
  z.object({ kind: z.literal('react'), ...place, name: z.string() }),
  z.object({ kind: z.literal('shortcut'), ...place, callbackId: z.string() }),
  z.object({ kind: z.literal('openHome') }),
  z.object({ kind: z.literal('openMessages') }),
]);
export type Deed = z.infer<typeof Deed>;

/** What the page tells the person who did it; null when Slack shows what came of it. */
export type Told = string | null;

/** Does what a person does, as signed requests to the app; resolves after its first answer. */
export async function doAs(stage: PlaygroundStage, userId: string, deed: Deed): Promise<Told> {
  const person = stage.slack.as(userId);
  switch (deed.kind) {
    case 'press':
      return toldOf(await person.press(deed));
    case 'forge':
      return toldOf(await person.press({ ...deed, forged: true }));
    case 'pressInView':
      person.fill(withBytes(deed.values));
      return toldOf(await person.pressInView(deed));
    case 'pressInHome':
      return toldOf(await person.pressInHome(deed));
    case 'submit': {
      const result = await person.submitView({ values: withBytes(deed.values) });
      // Slack's own checks stand under the fields like the app's.
      if (!result.sent && result.view) result.view.errors = result.errors;
      return result.error === undefined ? null : result.error;
    }
    case 'closeView':
      await person.closeView();
      return null;
    case 'say':
      return say(stage, userId, deed);
    case 'react':
      return toldOf(await person.react(deed));
    case 'shortcut':
      return toldOf(await person.messageShortcut(deed.callbackId, deed));
    case 'openHome':
      return toldOf(await person.openHome('home'));
    case 'openMessages':
      return toldOf(await person.openHome('messages'));
  }
}

/** Files of a form arrive in base64, as those of a message do. */
function withBytes(filled: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filled).map(([block, value]) => {
      const files = z.array(upload).min(1).safeParse(value);
      return [block, files.success ? files.data.map(sentFile) : value];
    }),
  );
}

function sentFile({ content, ...file }: z.infer<typeof upload>): SentFile {
  return { ...file, content: Uint8Array.from(Buffer.from(content, 'base64')) };
}

/** A line that begins with `/` is a command, as in Slack's own message field. */
async function say(stage: PlaygroundStage, userId: string, deed: Extract<Deed, { kind: 'say' }>): Promise<Told> {
  const person = stage.slack.as(userId);
  if (deed.text.startsWith('/') && deed.threadTs === undefined) return toldOf(await person.command(deed.text, deed));
  const files = deed.files.map(sentFile);
  const text = mentionsToIds(stage, deed.text);
  const { threadTs, channelId } = deed;
  await person.say({ channelId, text, files, ...(threadTs === undefined ? {} : { threadTs }) });
  return null;
}

/** `@Peter Lanza` and `@drumbeat` become what Slack sends; what is typed otherwise stays text. */
function mentionsToIds({ slack }: PlaygroundStage, typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const users = [...slack.state.users.values()].flatMap((user) => [
    [user.realName, user.id] as const,
    [user.name, user.id] as const,
  ]);
  const longestFirst = users.toSorted(([a], [b]) => b.length - a.length);
  return longestFirst.reduce((text, [name, id]) => {
    const at = `@${name.toLowerCase()}`;
    const found = text.toLowerCase().indexOf(at);
    return found < 0 ? text : `${text.slice(0, found)}<@${id}>${text.slice(found + at.length)}`;
  }, escaped);
}

function toldOf(result: PersonResult): Told {
  return result.error ?? null;
}
