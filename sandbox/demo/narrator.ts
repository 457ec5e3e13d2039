import process from 'node:process';
import type { ApiCallEntry } from '../slack/journal.ts';
import type { Stage } from './stage.ts';

/** Of each the first is shown whole. */
const kinds: readonly RegExp[] = [
  /^Your partnership/,
  /Deal review.*questions/,
  /Pipeline review.*questions/,
  /results\*.*questions/,
  /check-in\*.*questions/,
  /Business review.*questions/,
  /Still open/,
  /suit you better/,
  /did not answer/,
  /^Logged as/,
  /bundle|This week/,
  /Pack for/,
  /pack/i,
  /Minutes/,
  /newsletter/i,
  /unchanged|one tap/i,
];

/** Tells what happens while it happens: what people do, and what the bot posts, edits or refuses. */
export function createNarrator(stage: Stage) {
  let told = 0;
  let week = { monday: '', posts: 0, edits: 0, direct: 0 };
  const seen = new Set<RegExp>();
  const failures = new Map<string, { at: Date; times: number }>();
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

  function fresh(): readonly ApiCallEntry[] {
    const calls = stage.slack.log.calls.slice(told);
    told = stage.slack.log.calls.length;
    return calls;
  }

  /** Together, once Slack takes a call again. */
  function tellFailures(): void {
    for (const [error, { at, times }] of failures) {
      say(`${stamp(at)}    Slack fails ${times === 1 ? 'a call' : `${times} calls`}: ${error}`);
    }
    failures.clear();
  }

  function noteFailure({ at, error = 'unknown' }: ApiCallEntry): void {
    const known = failures.get(error);
    failures.set(error, { at: known?.at ?? at, times: (known?.times ?? 0) + 1 });
  }

  function tellCalls(isWanted: (call: ApiCallEntry) => boolean): void {
    for (const call of fresh()) {
      if (call.ok) {
        tellFailures();
        count(call);
        if (isWanted(call)) tell(call);
      } else noteFailure(call);
    }
  }

  function tell(call: ApiCallEntry): void {
    const line = describe(call.method, call.args, call.channelId);
    if (line !== null) say(`${stamp(call.at)}    Drumbeat ${line}`);
  }

  function count({ method, channelId, at }: ApiCallEntry): void {
    const monday = mondayOf(at);
    if (monday !== week.monday) {
      tellWeek();
      week = { monday, posts: 0, edits: 0, direct: 0 };
    }
    if (method === 'chat.update') week.edits += 1;
    if (method !== 'chat.postMessage') return;
    if (places.has(channelId ?? '')) week.posts += 1;
    else week.direct += 1;
  }

  function tellWeek(): void {
    if (week.monday === '') return;
    say(
      `               Week of ${week.monday}: ${week.posts} posts and replies, ${week.edits} edits, ${week.direct} direct messages`,
    );
  }

  /** The first of its kind, and what Drumbeat does after an answer of Slack's was lost. */
  function isWorthTelling({ method, args }: ApiCallEntry): boolean {
    if (method.startsWith('conversations.')) return true;
    if (method !== 'chat.postMessage') return false;
    const text = typeof args['text'] === 'string' ? args['text'] : '';
    const kind = kinds.find((each) => each.test(text));
    if (kind === undefined || seen.has(kind)) return false;
    seen.add(kind);
    return true;
  }

  return {
    say,
    tellWeek,
    /** What somebody does; what came before is counted. */
    act(what: string): void {
      say(`${stamp(stage.clock.now())}  » ${what}`);
    },
    /** What Drumbeat does at once, and lines that a form showed. */
    answer(lines: unknown): void {
      if (Array.isArray(lines)) for (const line of lines) say(`                 | ${line}`);
      tellCalls(() => true);
    },
    /** Time that passed: counted by week, only what is new is told. */
    pass(): void {
      tellCalls(isWorthTelling);
    },
  };
}

function mondayOf(at: Date): string {
  const monday = new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000);
  return dayFormat.format(monday);
}

function firstLine(text: unknown): string {
  const line = (typeof text === 'string' ? text : '').split('\n')[0] ?? '';
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', timeZone: 'UTC' });
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
