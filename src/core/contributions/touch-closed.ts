import type { TouchRun } from '../touches.ts';
import type { Write } from '../write.ts';

/** A touch that was sent and is over (domain §2.4). */
export interface TouchClosed {
  readonly run: TouchRun;
  readonly outcome: 'completed' | 'completed_partial' | 'missed';
  /** How many of this touch the partner has missed in a row, this one included; 0 when it was answered. */
  readonly missedInARow: number;
  /** The message under which the partner reads about it. */
  readonly thread: { readonly key: string; readonly channelId: string };
}

/** Told inside the write that closes it, once; may only write through it. */
export type OnTouchClosed = (closed: TouchClosed, write: Write) => Promise<void>;
