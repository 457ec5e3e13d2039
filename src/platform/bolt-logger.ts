import type { Logger, LogLevel } from '@slack/web-api';
import type { Log } from '#core/log-fields.ts';

/** Slack's libraries log through ours; their debug lines may hold message text, so they are left out. */
export function boltLogger(log: Log): Logger {
  const slackLog = log.with({ event: 'slack-library' });
  return {
    debug: () => undefined,
    info: (...lines) => slackLog.debug({}, join(lines)),
    warn: (...lines) => slackLog.warn({}, join(lines)),
    error: (...lines) => slackLog.error({}, join(lines)),
    setLevel: () => undefined,
    getLevel: () => 'info' as LogLevel,
    setName: () => undefined,
  };
}

function join(lines: readonly unknown[]): string {
  return lines
    .map((line) => (line instanceof Error ? line.message : String(line)))
    .join(' ')
    .slice(0, 500);
}
