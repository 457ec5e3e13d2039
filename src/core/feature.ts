import type { z } from 'zod';
import type { EligibilityCheck } from './contributions/eligibility.ts';
import type { HomeSection } from './contributions/home.ts';
import type { HubButton } from './contributions/hub.ts';
import type { OnPartnerChange, PreviewPartnerChange } from './contributions/partner-change.ts';
import type { ResponseSource } from './contributions/response-rate.ts';
import type { StaffCommand } from './contributions/command.ts';
import type { StandingLine } from './contributions/standing.ts';
import type { OnTouchClosed } from './contributions/touch-closed.ts';
import type { TouchContent, TouchStepHandler } from './contributions/touch-content.ts';
import type { Outcome } from './intent.ts';
import type {
  ActionHandler,
  ChannelMessageHandler,
  EventHandler,
  HelpLine,
  MentionRoute,
  Reader,
  ThreadReplyHandler,
  ViewHandler,
} from './interaction.ts';
import type { Job } from './job.ts';
import type { ErrorTexts } from './language.ts';
import type { Rights } from './rights.ts';
import type { RenderedMessage } from './surface.ts';
import type { Write } from './write.ts';

/** A message that a feature can owe: checked params and a pure renderer from `blocks/<slug>/`. */
export interface MessageKind {
  params: z.ZodType;
  render(params: never, reader: Reader): RenderedMessage;
  /** One line of mrkdwn that stands by itself, for bundles (domain §2.6); without it the message is sent alone. */
  line?(params: never, reader: Reader): string;
}

/** Ties a renderer to the schema of its params. */
export function messageKind<Params>(
  params: z.ZodType<Params>,
  render: (params: Params, reader: Reader) => RenderedMessage,
  line?: (params: Params, reader: Reader) => string,
): MessageKind {
  return { params, render, ...(line === undefined ? {} : { line }) };
}

/**
 * What one slug adds to the product (design §1). The app never asks for a feature by name: it assembles edges, hub,
 * Home, help and jobs from these.
 */
export interface Feature {
  slug: string;
  rights: Rights;
  actions?: Readonly<Record<string, ActionHandler>>;
  views?: Readonly<Record<string, ViewHandler>>;
  commands?: readonly StaffCommand[];
  mentions?: readonly MentionRoute[];
  onSlackEvent?: EventHandler;
  /** Replies of known people under messages of this feature; strangers, bots and edits never come here. */
  onThreadReply?: ThreadReplyHandler;
  /** That a known person wrote in a partner's channel, also in threads: when and who, never what. */
  onChannelMessage?: ChannelMessageHandler;
  jobs?: readonly Job[];
  /** Collections and indexes of this feature: `defineModel` declarations, created by `npm run migrate`. */
  models?: readonly { readonly collection: string }[];
  /** Short name → kind; the full name is `<slug>.<short name>`. */
  messages?: Readonly<Record<string, MessageKind>>;
  errorTexts?: ErrorTexts;
  /** How a message of this feature ended; runs inside the settling transaction, so it may only write through it. */
  onOutcome?(outcome: Outcome, write: Write): Promise<void>;
  onPartnerChange?: OnPartnerChange;
  previewPartnerChange?: PreviewPartnerChange;
  onTouchClosed?: OnTouchClosed;
  /** What it asked of partners and how they answered, for the guard of the attention budget. */
  responseCounts?: ResponseSource;
  /** What it shows and asks in the touches of domain §2.1. */
  touchContent?: readonly TouchContent[];
  /** Which of their steps it takes. */
  touchSteps?: readonly TouchStepHandler[];
  /** Where a partner stands in what this feature knows of it. */
  standing?: readonly StandingLine[];
  /** What it knows of whether a partner may register deals. */
  eligibilityChecks?: readonly EligibilityCheck[];
  hubButtons?: readonly HubButton[];
  homeSections?: readonly HomeSection[];
  /** What a partner can say to the bot, one line each. */
  help?: readonly HelpLine[];
}
