/**
 * Seven kinds of failure (design §5); the kind decides what the user sees, the log level, and whether a job retries.
 * invalid: a field is wrong · forbidden · missing · conflict: already done or a lost race · unavailable: retry later ·
 * rejected: Slack refuses this place · bug: ours.
 */
export const errorKinds = ['invalid', 'forbidden', 'missing', 'conflict', 'unavailable', 'rejected', 'bug'] as const;
export type ErrorKind = (typeof errorKinds)[number];

export type ErrorParams = Readonly<Record<string, string | number | Date | undefined>>;

export interface AppErrorInit {
  kind: ErrorKind;
  /** A key of its feature's text catalogue: `<slug>.<reason>`. The error itself holds no text. */
  code: string;
  /** What the text may show to the reader. */
  params?: ErrorParams;
  /** For `invalid`: the schema field (= block_id) that is wrong. */
  field?: string;
  /** For the log only; never shown. */
  details?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(init: AppErrorInit) {
    super(`${init.kind}: ${init.code}`, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'AppError';
    this.kind = init.kind;
    this.code = init.code;
    this.params = init.params ?? {};
    this.field = init.field;
    this.details = init.details ?? {};
  }
}

/** Anything thrown, as an AppError: what is not ours is a bug. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError({ kind: 'bug', code: 'core.bug', cause: thrown });
}

/** Only `unavailable` heals by itself. */
export function isRetryable(error: AppError): boolean {
  return error.kind === 'unavailable';
}
