import type { Json } from './json.ts';

/** One call of the app to the Web API (or to a response_url: method `response_url`). */
export interface ApiCallEntry {
  at: Date;
  method: string;
  args: Json;
  ok: boolean;
  status: number | 'broken';
  error: string | undefined;
  /** Section of slack.md behind a refusal. */
  source: string | undefined;
  channelId: string | undefined;
  ts: string | undefined;
}

/** One attempt to hand something to the app. */
export interface Delivery {
  at: Date;
  kind: DeliveryKind;
  /** Event name, action_id, callback_id or command. */
  name: string;
  /** event_id, trigger_id or view id + hash: what names this delivery. */
  key: string;
  status: number | undefined;
  failure: 'http_timeout' | 'connection_failed' | 'http_error' | 'missed' | undefined;
  retryNum: number;
  payload: Json;
  responseText: string;
  responseHeaders: Record<string, string>;
}

/** A call that has begun and has no answer yet: tells a caller's death in flight from one after the effect. */
export interface OpenCall {
  at: Date;
  method: string;
  channelId: string | undefined;
  tookEffect: boolean;
}

export interface Journal {
  /** Entered when the call takes effect or is refused. */
  readonly calls: readonly ApiCallEntry[];
  readonly openCalls: ReadonlySet<OpenCall>;
  readonly deliveries: readonly Delivery[];
  open(call: OpenCall): void;
  close(call: OpenCall): void;
  addCall(entry: ApiCallEntry): void;
  addDelivery(entry: Delivery): void;
  clear(): void;
}

export function createJournal(): Journal {
  const calls: ApiCallEntry[] = [];
  const deliveries: Delivery[] = [];
  const openCalls = new Set<OpenCall>();
  return {
    calls,
    openCalls,
    open: (call) => void openCalls.add(call),
    close: (call) => void openCalls.delete(call),
    deliveries,
    addCall: (entry) => void calls.push(entry),
    addDelivery: (entry) => void deliveries.push(entry),
    clear() {
      calls.length = 0;
      deliveries.length = 0;
    },
  };
}

export type DeliveryKind =
  | 'event'
  | 'block_actions'
  | 'block_suggestion'
  | 'view_submission'
  | 'view_closed'
  | 'command'
  | 'shortcut'
  | 'message_action'
  | 'raw';
