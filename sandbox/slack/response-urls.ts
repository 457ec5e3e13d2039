import type { Clock } from '#core/clock.ts';

/** Where an interaction may be answered: 5 uses in 30 minutes. slack.md §2 */
export interface ResponseUrlGrant {
  token: string;
  userId: string;
  channelId: string;
  /** The message pressed on: what replace_original and delete_original mean. */
  messageTs: string | undefined;
  threadTs: string | undefined;
  isEphemeral: boolean;
  usesLeft: number;
  expiresAt: number;
}

export interface ResponseUrls {
  issue(grant: Pick<ResponseUrlGrant, 'userId' | 'channelId' | 'messageTs' | 'threadTs' | 'isEphemeral'>): string;
  /** Takes one use, or says why not. */
  use(token: string): ResponseUrlGrant | 'used_url' | 'expired_url' | 'invalid_url';
}

const USES = 5; // §2
const LIVES_MS = 30 * 60_000; // §2

export function createResponseUrls(clock: Clock, address: () => string, nextToken: () => string): ResponseUrls {
  const grants = new Map<string, ResponseUrlGrant>();
  return {
    issue(grant) {
      const token = nextToken();
      grants.set(token, { ...grant, token, usesLeft: USES, expiresAt: clock.now().getTime() + LIVES_MS });
      return `${address()}${token}`;
    },
    use(token) {
      const grant = grants.get(token);
      if (!grant) return 'invalid_url';
      if (clock.now().getTime() > grant.expiresAt) return 'expired_url';
      if (grant.usesLeft <= 0) return 'used_url';
      grant.usesLeft -= 1;
      return grant;
    },
  };
}
