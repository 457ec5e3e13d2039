/**
 * The closed list of fields that a log line may carry (design §3). No message text, no names, no tokens: ids only.
 * A new field is added here or it does not compile.
 */
export interface LogFields {
  event?: string;
  feature?: string;
  job?: string;
  verb?: string;
  key?: string;
  partnerId?: string;
  channelId?: string;
  userId?: string;
  teamId?: string;
  actionId?: string;
  callbackId?: string;
  command?: string;
  deliveryKey?: string;
  kind?: string;
  code?: string;
  reason?: string;
  state?: string;
  reference?: string;
  correlationId?: string;
  count?: number;
  attempt?: number;
  epoch?: number;
  durationMs?: number;
  retryAfterMs?: number;
  status?: number;
  port?: number;
  address?: string;
  version?: string;
  database?: string;
  details?: Readonly<Record<string, unknown>>;
  err?: unknown;
}

export const logFieldNames = [
  'event',
  'feature',
  'job',
  'verb',
  'key',
  'partnerId',
  'channelId',
  'userId',
  'teamId',
  'actionId',
  'callbackId',
  'command',
  'deliveryKey',
  'kind',
  'code',
  'reason',
  'state',
  'reference',
  'correlationId',
  'count',
  'attempt',
  'epoch',
  'durationMs',
  'retryAfterMs',
  'status',
  'port',
  'address',
  'version',
  'database',
  'details',
  'err',
] as const satisfies readonly (keyof LogFields)[];

export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A log whose lines all carry these fields. */
  with(fields: LogFields): Log;
}
