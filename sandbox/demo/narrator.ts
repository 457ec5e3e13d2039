import process from 'node:process';
import type { Stage } from './stage.ts';

/** Tells what happens while it happens: what people do, and what the bot posts, edits or refuses. */
export function createNarrator(stage: Stage) {
  let told = 0;
  const places = new Map(stage.fixtures.channels.map((channel) => [channel.id, `#${channel.name}`]));

  function say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  function placeOf(channelId: string | undefined): string {
    if (channelId === undefined) return '';
    return places.get(channelId) ?? 'a direct message';
  }

  function describe(
    method: string,
    args: Readonly<Record<string, unknown>>,
    channelId: string | undefined,
  ): string | null {
    switch (method) {
      case 'chat.postMessage':
        return `${args['thread_ts'] === undefined ? 'posts' : 'replies'} in ${placeOf(channelId)}: ${firstLine(args['text'])}`;
      case 'chat.update':
        return `rewrites its message in ${placeOf(channelId)}: ${firstLine(args['text'])}`;
      case 'pins.add':
        return `pins it in ${placeOf(channelId)}`;
      case 'reactions.add':
        return `puts a ✓ on the reply in ${placeOf(channelId)}`;
      case 'views.open':
        return 'opens a form';
      case 'conversations.history':
      case 'conversations.replies':
        return args['include_all_metadata']
          ? `looks whether a post with a lost answer stands in ${placeOf(channelId)}`
          : null;
      case 'response_url':
        return `says to the person alone: ${firstLine(args['text'])}`;
      default:
        return null;
    }
  }

  return {
    say,
    act(what: string): void {
      say(`${stamp(stage.clock.now())}  » ${what}`);
    },
    /** Everything since the last call; the thirty hub messages of the first day as one line. */
    catchUp(): void {
      const fresh = stage.slack.log.calls.slice(told);
      told = stage.slack.log.calls.length;
      const hubs = fresh.filter((call) => call.method === 'chat.postMessage' && call.ok && isHub(call.args['text']));
      if (hubs.length > 3)
        say(
          `${stamp(stage.clock.now())}    Drumbeat posts and pins its hub message in ${hubs.length} partner channels`,
        );
      const failed = fresh.filter((call) => !call.ok && call.error !== undefined);
      for (const error of new Set(failed.map((call) => call.error))) {
        const calls = failed.filter((call) => call.error === error);
        say(
          `${stamp(calls[0]?.at ?? stage.clock.now())}    Slack fails ${calls.length === 1 ? 'a call' : `${calls.length} calls`}: ${error}`,
        );
      }
      for (const call of fresh) {
        if (!call.ok) continue;
        if (hubs.length > 3 && (hubs.includes(call) || call.method === 'pins.add')) continue;
        const line = describe(call.method, call.args, call.channelId);
        if (line !== null) say(`${stamp(call.at)}    Drumbeat ${line}`);
      }
    },
  };
}

function isHub(text: unknown): boolean {
  return typeof text === 'string' && (text.startsWith('Your partnership') || text.startsWith('Ihre Partnerschaft'));
}

function firstLine(text: unknown): string {
  const line = (typeof text === 'string' ? text : '').split('\n')[0] ?? '';
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
}

const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

function stamp(at: Date): string {
  return format.format(at).replace(',', '');
}
