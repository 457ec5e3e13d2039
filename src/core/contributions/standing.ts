import type { z } from 'zod';
import type { Reader } from '../interaction.ts';

/**
 * Where a partner stands in one thing, in one line: its next touch, what we owe it. Shown in messages that ask nothing
 * (status post, newsletter). A contributor with nothing to say answers null.
 */
export interface StandingLine {
  /** `<slug>.<name>` */
  readonly name: string;
  /** Smaller comes first. */
  readonly order: number;
  /** Checks what was taken before it is rendered. */
  readonly params: z.ZodType;
  /** Numbers as they are now; frozen with the message. */
  take(partnerId: string, at: Date): Promise<unknown>;
  /** One line of mrkdwn that stands by itself. */
  line(params: never, reader: Reader): string;
}
