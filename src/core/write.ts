import type { Actor } from './actor.ts';
import type { Intent, ReactionIntent } from './intent.ts';

/** An open database transaction; only `platform/mongo.ts` can look inside. */
export interface Session {
  readonly transaction: unknown;
}

/** One line of the append-only trail (domain §17.5). Personal fields in `before`/`after` are hashed by the writer. */
export interface AuditEntry {
  actor: Actor;
  /** `<noun>.<past verb>`: `partner.connected`. */
  action: string;
  /** `<collection>/<id>` */
  object: string;
  partnerId: string | null;
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
  reason?: string;
  channelId?: string;
  ts?: string;
}

/** The one write of a verb (design §6.2): its state change, its audit entries and the messages it owes. */
export interface Write {
  readonly session: Session;
  /** The instant of this write. */
  readonly at: Date;
  audit(entry: AuditEntry): Promise<void>;
  /** Owes a message; the same key with other params edits it. */
  send(intent: Intent): Promise<void>;
  react(intent: ReactionIntent): Promise<void>;
  /** Deletes the message, or never posts it. Unknown keys are ignored. */
  withdraw(key: string): Promise<void>;
}

/**
 * Runs the work in one transaction; repeated on a write conflict, so the work must only write through `write.session`.
 * No Slack call inside.
 */
export type InOneWrite = <T>(work: (write: Write) => Promise<T>) => Promise<T>;
