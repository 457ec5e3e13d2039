import type { Actor } from './actor.ts';
import type { Readers } from './audience.ts';
import type { Language } from './language.ts';
import type { Log } from './log-fields.ts';
import type { FormValues, ModalView, RenderedMessage } from './surface.ts';

/** For whom an answer is written. */
export interface Reader {
  language: Language;
  /** IANA zone. */
  zone: string;
}

/** A mapped channel, seen from the request. */
export interface PartnerPlace {
  partnerId: string;
  channelId: string;
  isMain: boolean;
  readers: Readers;
}

interface SlackRequest {
  actor: Actor;
  /** The partner of the channel this came from; null outside mapped channels. In DMs and Home: the person's partner. */
  place: PartnerPlace | null;
  reader: Reader;
  /** The inbox key: natural identity of this delivery, for verbs that must be repeatable. */
  deliveryKey: string;
  /** True when processed again after a crash: triggers are dead, so nothing may be opened. */
  replayed: boolean;
  log: Log;
}

interface CanOpenModals {
  /** Opens a modal on the request's trigger. Throws AppError(unavailable, core.trigger_expired). No-op when replayed. */
  openModal(view: ModalView): Promise<void>;
  /**
   * For a modal that takes work: opens `waiting` at once, since a trigger lives three seconds (slack.md §2), then puts what
   * `load` gives in its place. What `load` throws is told in the modal. Throws as `openModal`; no-op when replayed.
   */
  openLoading(waiting: ModalView, load: () => Promise<ModalView>): Promise<void>;
  /** A courtesy seen only by this person; may be lost (domain §0.3 rule 5). */
  notice(message: RenderedMessage): Promise<void>;
}

/** A pressed button or chosen option. */
export interface ActionRequest extends SlackRequest, CanOpenModals {
  actionId: string;
  /** The button's value or the chosen option's value; '' when there is none. */
  value: string;
  channelId: string | null;
  messageTs: string | null;
  viewId: string | null;
  /** Inputs that stand on the same surface. */
  values: FormValues;
  /** Replaces the modal from which the press came. */
  updateModal(view: ModalView): Promise<void>;
}

/** A submitted modal. `deliveryKey` is view.id + hash: a double submit is one. */
export interface ViewRequest extends SlackRequest {
  callbackId: string;
  viewId: string;
  values: FormValues;
  /** private_metadata as posted; opaque ids only, authorised again by the verb. */
  metadata: string;
}

export type ViewAnswer =
  | { kind: 'close' }
  | { kind: 'errors'; fields: Readonly<Record<string, string>> }
  | { kind: 'update'; view: ModalView }
  | { kind: 'push'; view: ModalView }
  | { kind: 'clear' };

/** `/partner <name> <text>`, staff only (slack.md §1.1). */
export interface CommandRequest extends SlackRequest, CanOpenModals {
  name: string;
  /** What follows the subcommand, trimmed. */
  text: string;
  channelId: string;
}

/** A mention of the bot, or a direct message to it. */
export interface MentionRequest extends SlackRequest {
  channelId: string;
  ts: string;
  threadTs: string | null;
  /** Without the mention itself. */
  text: string;
  /** A courtesy seen only by this person; may be lost. */
  notice(message: RenderedMessage): Promise<void>;
}

/** What a person wrote in the thread under a message of ours, in a mapped channel. */
export interface ThreadReplyRequest extends SlackRequest {
  /** Key of the message of ours that the thread stands under. */
  rootKey: string;
  channelId: string;
  ts: string;
  threadTs: string;
  /** As Slack sent it, mentions included. */
  text: string;
  /** It mentions the bot, so the mention is answered, too. */
  mentionsBot: boolean;
  /** Files that it brought; what they are, Slack tells when asked (slack.md §1.1). */
  fileIds: readonly string[];
  at: Date;
  /** A courtesy seen only by this person, in the thread; may be lost. */
  notice(message: RenderedMessage): Promise<void>;
}

/** That somebody known wrote in a mapped channel; without the words. */
export interface ChannelMessage {
  actor: Actor;
  place: PartnerPlace;
  at: Date;
}

export type ActionHandler = (request: ActionRequest) => Promise<void>;
export type ViewHandler = (request: ViewRequest) => Promise<ViewAnswer>;
export type CommandHandler = (request: CommandRequest) => Promise<void>;
export type MentionHandler = (request: MentionRequest) => Promise<void>;
export type ThreadReplyHandler = (request: ThreadReplyRequest) => Promise<void>;
/** May come again for the same message. */
export type ChannelMessageHandler = (message: ChannelMessage) => Promise<void>;

/** A channel or company event that a feature may need: one tagged shape each (slack.md §1.3). */
export type SlackEvent =
  | { type: 'channel_id_changed'; oldChannelId: string; newChannelId: string }
  | { type: 'channel_shared'; channelId: string; connectedTeamId: string }
  | { type: 'channel_unshared'; channelId: string; disconnectedTeamId: string; isStillShared: boolean }
  | { type: 'channel_archived'; channelId: string }
  | { type: 'channel_unarchived'; channelId: string }
  | { type: 'channel_deleted'; channelId: string }
  | { type: 'channel_renamed'; channelId: string }
  | { type: 'member_joined'; channelId: string; userId: string; teamId: string | null }
  | { type: 'member_left'; channelId: string; userId: string; teamId: string | null }
  | { type: 'user_changed'; userId: string; teamId: string | null; isDeactivated: boolean };
export type EventHandler = (event: SlackEvent, log: Log) => Promise<void>;

export interface MentionRoute {
  /** Words that choose this route, lower case, any language; the first route that matches wins. */
  keywords: readonly string[];
  handle: MentionHandler;
}

/** Languages in which a route's help line exists. */
export type HelpLine = Readonly<Record<Language, string>>;
