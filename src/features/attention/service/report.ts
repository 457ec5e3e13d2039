import type { Actor } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import type { LedgerMessage, MessageLedger } from '#core/ports.ts';
import { requireRight } from '#core/rights.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { forbidden } from '../errors.ts';
import { rights } from '../rules.ts';
import { weekCapOf } from '../rules/caps.ts';
import { localWeek } from '../rules/local-week.ts';
import { byRank, isCounted } from '../rules/order.ts';
import type { AttentionReport, ReportLine } from '../schemas.ts';

/** A partner's week for those who look after it: posts against the caps, what waits and what was dropped, and why. */
export function createReportService(deps: {
  ledger: MessageLedger;
  directory: DirectoryPublic;
  program: ProgramPublic;
  clock: Clock;
}) {
  return {
    /** Throws AppError(forbidden) or AppError(missing, directory.partner_unknown). */
    async showAttention(order: { actor: Actor; partnerId: string }): Promise<AttentionReport> {
      requireRight(rights, 'showAttention', order.actor);
      const partner = await deps.directory.getPartner(order.partnerId);
      if (!(await deps.directory.mayManage(order.actor, order.partnerId))) throw forbidden('not_yours');
      const { partnerId, displayName, tier, timeZone: zone } = partner;
      const { caps } = await deps.program.current();
      const week = localWeek(deps.clock.now(), zone);
      const [posted, waiting, dropped] = await Promise.all([
        deps.ledger.listPosted({ partnerId }, week.startsAt),
        deps.ledger.listWaiting({ partnerId }),
        deps.ledger.listDropped(partnerId, week.startsAt),
      ]);
      const counted = posted.filter((post) => post.place === partner.mainChannelId && !post.isReply && isCounted(post));
      return {
        ...{ partnerId, displayName, tier, zone },
        posts: counted.length,
        postCap: weekCapOf(tier, caps),
        content: counted.filter((post) => post.priority === 'P4').length,
        contentCap: caps.contentPostsPerWeek,
        today: counted.filter((post) => week.isToday(post.at)).length,
        dayCap: caps.postsPerDay,
        posted: posted.map((post) => lineOf(post, post.at, null)),
        waiting: waiting.toSorted(byRank).map((row) => lineOf(row, row.readyAt, row.reason)),
        dropped: dropped.map((row) => lineOf(row, row.at, row.reason)),
      };
    },
  };
}

export type ReportService = ReturnType<typeof createReportService>;

function lineOf(row: LedgerMessage, at: Date, reason: string | null): ReportLine {
  const { key, message, priority } = row;
  return { key, message, priority, at, reason, isFree: row.isReply || !isCounted(row) };
}
