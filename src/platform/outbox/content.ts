import type { SlackPerson } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { Reader } from '#core/interaction.ts';
import type { Log } from '#core/log-fields.ts';
import type { MessageRegistry } from '#core/ports.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { Bundles } from './bundles.ts';
import type { Unmentioned } from './checks.ts';
import type { Operation, OutboundRow } from './model.ts';

/** What exactly was sent. */
export interface Shown {
  contentHash: string;
  unmentioned: Unmentioned;
}

/** What a row says, rendered when it is sent; 'failed' is logged and stops nothing else. */
export function createContent(deps: { messages: MessageRegistry; bundles: Bundles; log: Log }) {
  const { messages, bundles, log } = deps;

  async function paramsOf(row: OutboundRow, reader: Reader): Promise<OutboundRow['params']> {
    if ((row.memberKeys ?? []).length === 0) return row.params;
    const members = (await bundles.listMembers(row)).filter((member) => !member.wanted.deleted);
    const lines = members.map((member) => messages.line(member.message, member.params, reader) ?? '');
    return { ...row.params, lines };
  }

  return async (
    row: OutboundRow,
    reader: Reader | null,
    unmentioned: Unmentioned,
  ): Promise<RenderedMessage | 'failed'> => {
    try {
      if (!reader) throw new AppError({ kind: 'bug', code: 'core.bug', details: { reason: 'no reader' } });
      const content = messages.render(row.message, await paramsOf(row, reader), reader);
      return unmentioned.reduce(withoutMention, content);
    } catch (thrown) {
      log.error({ key: row._id, err: thrown }, 'a message could not be rendered');
      return 'failed';
    }
  };
}

/** Whom this operation makes Slack notify, for the person caps of domain §2.6. */
export function pingedBy(row: OutboundRow, operation: Operation, unmentioned: Unmentioned): readonly SlackPerson[] {
  if (row.urgent || row.direct || (operation !== 'post' && operation !== 'update')) return [];
  const { userId, teamId } = row.to;
  const reader = operation === 'post' && userId !== undefined && teamId !== undefined ? [{ userId, teamId }] : [];
  const isLeftOut = (person: SlackPerson): boolean => unmentioned.some((out) => out.person.userId === person.userId);
  return [...reader, ...row.mentions.filter((person) => !isLeftOut(person))];
}

/** `<@U…>` becomes the name, in the text and wherever it stands in the blocks. */
function withoutMention(content: RenderedMessage, { person, name }: Unmentioned[number]): RenderedMessage {
  const mention = new RegExp(`<@${person.userId}(\\|[^>]*)?>`, 'g');
  const rewrite = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(mention, () => name);
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner)]));
  };
  return rewrite(content) as RenderedMessage;
}
