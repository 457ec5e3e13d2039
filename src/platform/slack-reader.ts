import type { WebClient } from '@slack/web-api';
import type { Clock } from '#core/clock.ts';
import type { ChannelFacts, FileFacts, PersonFacts, SlackReader } from '#core/ports.ts';
import type { Installation } from './installation.ts';
import { toSlackError } from './slack-errors.ts';

const keepPersonMs = 3_600_000;
const maximumMemberPages = 20;

export interface CachingSlackReader extends SlackReader {
  /** Forgets a person after `user_change`. */
  forgetPerson(userId: string): void;
}

/** Live look-ups; only people are kept, for an hour (slack.md trap 4: users.info is the truth about a team). */
export function createSlackReader(deps: {
  client: WebClient;
  clock: Clock;
  identity: () => Pick<Installation, 'botUserId' | 'homeTeamId' | 'scopes'>;
}): CachingSlackReader {
  const people = new Map<string, { facts: PersonFacts; until: number }>();

  return {
    botUserId: () => deps.identity().botUserId,
    homeTeamId: () => deps.identity().homeTeamId,
    hasScope(scope) {
      const { scopes } = deps.identity();
      return scopes.length === 0 || scopes.includes(scope);
    },
    forgetPerson: (userId) => void people.delete(userId),

    async channel(channelId): Promise<ChannelFacts> {
      const { channel } = await deps.client.conversations.info({ channel: channelId }).catch(rethrow);
      const facts = (channel ?? {}) as {
        is_member?: boolean;
        is_ext_shared?: boolean;
        is_archived?: boolean;
        connected_team_ids?: string[];
        shared_team_ids?: string[];
        connected_limited_team_ids?: string[];
      };
      const home = deps.identity().homeTeamId;
      const teams = new Set([...(facts.connected_team_ids ?? []), ...(facts.shared_team_ids ?? [])]);
      teams.delete(home);
      return {
        channelId,
        isMember: facts.is_member === true,
        isExtShared: facts.is_ext_shared === true,
        isArchived: facts.is_archived === true,
        externalTeamIds: [...teams],
        limitedTeamIds: facts.connected_limited_team_ids ?? [],
      };
    },

    async memberIds(channelId) {
      const ids: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < maximumMemberPages; page += 1) {
        const answer = await deps.client.conversations
          .members({ channel: channelId, limit: 200, ...(cursor === undefined ? {} : { cursor }) })
          .catch(rethrow);
        ids.push(...(answer.members ?? []));
        cursor = answer.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) break;
      }
      return ids;
    },

    async person(userId): Promise<PersonFacts> {
      const known = people.get(userId);
      if (known && known.until > deps.clock.now().getTime()) return known.facts;
      const { user } = await deps.client.users.info({ user: userId }).catch(rethrow);
      const facts: PersonFacts = {
        userId,
        teamId: user?.team_id ?? '',
        name: user?.profile?.display_name || user?.real_name || user?.name || userId,
        isBot: user?.is_bot === true,
        isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
        isDeactivated: user?.deleted === true,
        isStranger: user?.is_stranger === true,
      };
      people.set(userId, { facts, until: deps.clock.now().getTime() + keepPersonMs });
      return facts;
    },

    async file(fileId): Promise<FileFacts> {
      const { file } = await deps.client.files.info({ file: fileId }).catch(rethrow);
      return {
        fileId,
        name: file?.name || file?.title || fileId,
        userId: file?.user ?? '',
        permalink: file?.permalink ?? null,
      };
    },
  };
}

function rethrow(thrown: unknown): never {
  throw toSlackError(thrown);
}
