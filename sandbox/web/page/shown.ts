/**
 * What the page's own script gets, as plain data. Types alone and no import, so that the script can be checked without
 * the app behind it.
 */

/** Everything that the page shows at one moment. */
export interface PageState {
  seen: Seen;
  now: string;
  move: { share: number; to: string } | null;
  trouble: TroubleState;
  pid: number | null;
  happened: { list: Happening[]; leftOut: number };
  /** Why the last move ended early. */
  problem: string | null;
}

/** How trouble stands. */
export interface TroubleState {
  down: boolean;
  slow: boolean;
  rateLimited: boolean;
  answersLost: boolean;
  app: boolean;
  starting: boolean;
  callsInFlight: string[];
}

export interface Item {
  /** Names the entry, so that only what changed is drawn again. */
  key: string;
  markup: string;
  own: boolean;
}

export interface SeenPlace {
  id: string;
  name: string;
  kind: 'channel' | 'home' | 'dm';
  lastTs: string | null;
  shared: boolean;
}

/** What one person sees of Slack, and nothing else. */
export interface Seen {
  person: { id: string; name: string; zone: string; isExternal: boolean; isStranger: boolean; postOnly: boolean };
  places: SeenPlace[];
  place: string;
  title: string;
  subtitle: string;
  /** Where a message of this person goes; null where nobody writes. */
  channelId: string | null;
  /** Who can be mentioned here. */
  people: string[];
  /** What a stranger could forge, having seen it somewhere: the newest button of the first partner. */
  forgery: { channelId: string; ts: string; actionId: string; blockId: string; value: string; label: string } | null;
  /** Whether this person may write here. */
  writable: boolean;
  home: string | null;
  messages: Item[];
  thread: { ts: string; messages: Item[] } | null;
  modal: { key: string; markup: string } | null;
  commands: { command: string; description: string; words: Word[] }[];
}

/** What may follow a command. */
export interface Word {
  name: string;
  usage: string;
  summary: string;
}

export interface Happening {
  id: number;
  at: string;
  what: string;
  /** Where to look for it: a channel, and somebody who is in it. */
  channelId: string | null;
  ts: string | null;
  asUserId: string | null;
  /** Slack's own error text, line by line. */
  problems: string[];
}

/** Whether what Drumbeat owes Slack stands there once. */
export interface PromiseCheck {
  owed: number;
  inSlack: number;
  /** Will still be sent: waiting, ready, being sent, or to be looked up. */
  onTheWay: number;
  unknown: number;
  /** Will never be sent, each with its reason. */
  dropped: number;
  failed: number;
  /** Keys that the outbox takes for delivered, but Slack does not show. */
  lost: string[];
  /** Keys that stand in Slack more than once. */
  doubled: string[];
  deliveriesOpen: number;
}
