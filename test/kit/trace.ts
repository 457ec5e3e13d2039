import type { TestApp } from './app.ts';

/** What is left behind: everything said in Slack and everything stored, without times and random ids. */
export interface Trace {
  messages: readonly string[];
  documents: Readonly<Record<string, readonly string[]>>;
}

/** Collections in which a second try may leave something: how work is done, not what was done. */
const ofTheMachine = new Set([
  ...['inbox_deliveries', 'leases', 'rate_limits', 'channel_cursors', 'agenda_jobs', 'migrations', 'migration_locks'],
  ...['installations'],
  // Numbers are drawn with gaps: how many were drawn says nothing.
  ...['follow_up_counters', 'deal_counters'],
]);
/** How often and when a message was tried; the params themselves are compared, not their hash. */
const ofTheTry = new Set(['seq', 'attempt', 'failures', 'replies', 'applied', 'reason', 'paramsHash']);

/** What Slack or chance numbers in the order of events. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^\d{10}\.\d{6}$/, 'a ts'],
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'an id'],
  [/^D[0-9A-Z]{8,}$/, 'a direct message'],
  [/^V[0-9A-Z]{8,}$/, 'a view'],
  // Of two presses of one button either may come first.
  [/^action:trigger\.[0-9A-Z]+$/, 'a press'],
];

export async function traceOf(test: TestApp, ignore: readonly string[] = []): Promise<Trace> {
  const names = (await test.database.listCollections()).map((collection) => collection.name);
  const documents: Record<string, string[]> = {};
  for (const name of names.filter((candidate) => !ofTheMachine.has(candidate)).toSorted()) {
    const left = new Set([...ignore, ...(name === 'outbound_messages' ? ofTheTry : [])]);
    const rows = await test.database.collection(name).find().toArray();
    documents[name] = rows.map((row) => JSON.stringify(steady(row, left))).toSorted();
  }
  return { messages: messagesOf(test), documents };
}

function messagesOf({ slack }: TestApp): string[] {
  const all = slack.everyMessage();
  const lines = all.map((message) => {
    const root = all.find((other) => other.ts === message.threadTs && other.channelId === message.channelId);
    const { channelId, userId, text, blocks, reactions } = message;
    const under = root === message ? undefined : root?.text;
    const pinned = message.pinnedBy !== undefined;
    return JSON.stringify(steady({ channelId, userId, text, blocks, reactions, under, pinned }, new Set(['block_id'])));
  });
  return lines.toSorted();
}

/** Times, ids of the database and random ids by their kind only; fields in one order. */
function steady(value: unknown, ignore: ReadonlySet<string>): unknown {
  if (value instanceof Date) return 'a time';
  if (typeof value === 'string') return kinds.find(([pattern]) => pattern.test(value))?.[1] ?? withoutNumbers(value);
  if (Array.isArray(value)) return value.map((item) => steady(item, ignore));
  if (typeof value !== 'object' || value === null) return value;
  if ('_bsontype' in value) return 'an id';
  const kept = Object.entries(value).filter(([name]) => !ignore.has(name));
  return Object.fromEntries(
    kept.toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, inner]) => [name, steady(inner, ignore)]),
  );
}

/** `FU-0123`, `DR-2026-0142` are drawn by chance. */
function withoutNumbers(text: string): string {
  return text.replace(/\bFU-\d{4,}/g, 'FU-…').replace(/\bDR-\d{4}-\d{4,}/g, 'DR-…');
}
