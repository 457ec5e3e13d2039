import type { Json } from './json.ts';

/** Slack answers `ok: false` with this code. `source` is the section of slack.md (or the method page) that says so. */
export class Refusal extends Error {
  readonly code: string;
  readonly source: string;
  readonly extra: Json;

  constructor(code: string, source: string, extra: Json = {}) {
    super(`${code} (slack.md ${source})`);
    this.code = code;
    this.source = source;
    this.extra = extra;
  }
}

/** The connection breaks without an answer, as after a lost answer or while Slack is down. */
export class ConnectionBroken extends Error {
  constructor() {
    super('the connection to Slack broke');
  }
}
