import { z } from 'zod';

/** What the parent of `sandbox/run-app.ts` may say; instants as ISO 8601, since IPC speaks JSON. */
export const Order = z.discriminatedUnion('type', [
  /** Builds and starts the app at this time of its clock. */
  z.object({ type: z.literal('start'), now: z.coerce.date(), migrate: z.boolean().default(false) }),
  /** Sets the clock; from then on it runs at real speed again. */
  z.object({ type: z.literal('clock'), now: z.coerce.date() }),
  /** Ends the app in order; the process exits with 0. */
  z.object({ type: z.literal('stop') }),
]);
export type Order = z.infer<typeof Order>;

/** What the app's process says. */
export const Report = z.discriminatedUnion('type', [
  /** Its code is loaded; it waits for `start`. */
  z.object({ type: z.literal('loaded') }),
  z.object({ type: z.literal('ready'), port: z.int(), opsPort: z.int() }),
  z.object({ type: z.literal('failed'), problem: z.string() }),
  /** A parent's own probe, such as a sweep that tells of its runs. */
  z.object({ type: z.literal('told'), what: z.unknown() }),
]);
export type Report = z.infer<typeof Report>;
