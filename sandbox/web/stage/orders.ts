import { z } from 'zod';

const PartnerFiles = z.object({ staffCsv: z.string(), partnersCsv: z.string() });
const DealFiles = z.object({ accountsCsv: z.string(), dealsCsv: z.string(), scenariosCsv: z.string() });
/** For the importer, in this order. */
export type PartnerFiles = z.infer<typeof PartnerFiles>;
export type DealFiles = z.infer<typeof DealFiles>;

/** What the playground tells its app's process; instants as ISO 8601, since IPC speaks JSON. */
export const Order = z.discriminatedUnion('type', [
  /** Builds, migrates and starts the app at this time. */
  z.object({ type: z.literal('start'), now: z.coerce.date() }),
  /** Imports staff and partners, once. */
  PartnerFiles.extend({ type: z.literal('seed') }),
  /** Imports accounts and deals, once; the partners' channels have to be known by then. */
  DealFiles.extend({ type: z.literal('seed-deals') }),
  /** Sets the clock and runs everything that is due at this instant. */
  z.object({ type: z.literal('step'), now: z.coerce.date() }),
  /** Ends the app in order; the process exits with 0. */
  z.object({ type: z.literal('stop') }),
]);
export type Order = z.infer<typeof Order>;

const logLine = z.object({
  at: z.coerce.date(),
  level: z.enum(['info', 'warn', 'error']),
  message: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export type LogLine = z.infer<typeof logLine>;

/** What the app's process says. */
export const Report = z.discriminatedUnion('type', [
  z.object({ type: z.literal('loaded') }),
  z.object({
    type: z.literal('ready'),
    jobNames: z.array(z.string()),
    commands: z.array(z.object({ name: z.string(), usage: z.string(), summary: z.string() })),
  }),
  z.object({ type: z.literal('seeded') }),
  /** Everything due is done; `nextAt` is when something is due next by itself. */
  z.object({ type: z.literal('stepped'), nextAt: z.coerce.date().nullable() }),
  z.object({ type: z.literal('failed'), problem: z.string() }),
  z.object({ type: z.literal('log'), line: logLine }),
]);
export type Ready = Omit<Extract<Report, { type: 'ready' }>, 'type'>;
export type Report = z.infer<typeof Report>;
