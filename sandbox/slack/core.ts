import type { Clock } from '#core/clock.ts';
import type { DeliveryService } from './delivery.ts';
import type { ConnectOptions, EventSource } from './events.ts';
import type { FaultBoard } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Limits } from './limits.ts';
import type { AppManifest } from './manifest.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode.ts';
import type { SlackState } from './state.ts';
import type { Triggers } from './triggers.ts';
import type { ViewStore } from './view-store.ts';
import type { Waits } from './waits.ts';

/** The addresses this Slack hands out: Slack's own in process, 127.0.0.1 once it listens. */
export interface Addresses {
  api: string;
  hooks: string;
  files: string;
  socket: string | undefined;
}

/** The parts of one sandbox, passed to methods, persons and world. */
export interface SlackCore {
  clock: Clock;
  random: () => number;
  manifest: AppManifest;
  tokens: { bot: string; app: string };
  connect: ConnectOptions;
  addresses: Addresses;
  state: SlackState;
  waits: Waits;
  journal: Journal;
  limits: Limits | undefined;
  faults: FaultBoard;
  triggers: Triggers;
  views: ViewStore;
  responseUrls: ResponseUrls;
  delivery: DeliveryService;
  events: EventSource;
  socketMode: SocketMode;
}
