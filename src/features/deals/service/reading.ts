import { requireRight } from '#core/rights.ts';
import { notFound } from '../errors.ts';
import { withId } from '../rules/approver.ts';
import { usedPercent } from '../rules/clock.ts';
import { isOutdated, openFindings } from '../rules/findings.ts';
import { outlookOf } from '../rules/outlook.ts';
import { bucketOf } from '../rules/queue.ts';
import { rights } from '../rules.ts';
import type { Deal } from '../schemas.ts';
import { requireMember, requireOwn, requireTheirs } from './access.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import type { QueueLine, ReadingVerbs } from './reading-verbs.ts';

/** Right first, then rows; nothing of another partner's reaches a partner. */
export function createReading(deps: DealDeps): Omit<ReadingVerbs, 'readFigures'> {
  const { deals, directory, clock } = deps;

  return {
    getOwn: async (request) => (await requireOwn(deps, 'readOwn', request)).deal,

    getOutlook: async (request) => withOutlook((await requireOwn(deps, 'readOwn', request)).deal),

    async listOwn({ actor, partnerId, limit }) {
      requireMember('readOwn', actor, partnerId);
      return deals.listOfPartner(partnerId, limit);
    },

    getForReview: async (request) => (await requireTheirs(deps, 'readQueue', request)).deal,
    getReviewOutlook: async (request) => withOutlook((await requireTheirs(deps, 'readQueue', request)).deal),

    async outdatedAsOf({ actor }) {
      requireRight(rights, 'readQueue', actor);
      const [asOf, settings] = await Promise.all([deps.accountsAsOf(), deps.settings()]);
      return isOutdated(asOf, clock.now(), settings) ? asOf : null;
    },

    async listQueue({ actor, limit }) {
      requireRight(rights, 'readQueue', actor);
      const [settings, staff] = await Promise.all([deps.settings(), directory.listStaff(clock.now())]);
      const team = { pmStaffId: null, backupStaffId: null, leads: settings.leads, staff };
      const lines: QueueLine[] = [];
      const names = new Map<string, string>();
      for (const deal of await deals.listUndecided(limit)) {
        if (!(await mayRead(deal))) continue;
        const used = deal.clock ? usedPercent(deal.clock, clock.now(), settings.timeIn(deal.clock.zone)) : 0;
        lines.push({
          deal,
          partnerName: await nameOf(deal.partnerId),
          usedPercent: used,
          bucket: bucketOf(used),
          approverName: withId(deal.approverStaffId, team)?.name ?? null,
          openClasses: openFindings(deal.findings).map((finding) => finding.class),
        });
      }
      return lines;

      async function nameOf(partnerId: string): Promise<string> {
        const name = names.get(partnerId) ?? (await directory.getPartner(partnerId)).displayName;
        names.set(partnerId, name);
        return name;
      }

      async function mayRead(deal: Deal): Promise<boolean> {
        if (actor.kind !== 'staff') return true;
        const all = ['deal_approver', 'finance'] as const;
        return all.some((role) => actor.roles.includes(role)) || directory.mayManage(actor, deal.partnerId);
      }
    },

    async listOfPartner({ actor, partnerId, limit }) {
      requireRight(rights, 'readQueue', actor);
      if (!(await directory.mayManage(actor, partnerId))) throw notFound();
      return deals.listOfPartner(partnerId, limit);
    },
  };

  async function withOutlook(deal: Deal) {
    const now = clock.now();
    return { deal, outlook: outlookOf(deal, now, await contextOf(deps, deal, now)) };
  }
}
