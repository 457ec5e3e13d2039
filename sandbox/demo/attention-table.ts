import { isoWeekKey } from '#core/calendar/dates.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { nextOpenAt } from '#core/send-window.ts';
import { weekCapOf } from '#features/attention/rules/caps.ts';
import type { LedgerLine } from '#features/check-ins/ledger-schemas.ts';
import type { Stage } from './stage.ts';

const tiers = ['strategic', 'core', 'emerging'] as const;

/** A message as it stands in a partner's channel. */
interface Posted {
  partnerId: string;
  at: Date;
  isReply: boolean;
  direct: boolean;
  priority: string;
}

export interface Attention {
  lines: readonly string[];
  weeksOverCap: number;
  outsideWindow: number;
}

/** What the partners' channels took (domain §2.6), counted in Slack and not by the policy that allowed it. */
export async function attentionOf(stage: Stage, ledger: readonly LedgerLine[], weeks: number): Promise<Attention> {
  const settings = await stage.app().features.bySlug.program.public.current();
  const partners = await stage.database.collection('partners').find().toArray();
  const touched = new Set(ledger.map(({ partnerId }) => partnerId));
  const posted = await listPosted(stage);
  const holidays = createHolidays(worldHolidays);
  const rows = tiers.map((tier) => {
    const own = partners.filter((each) => each['tier'] === tier && touched.has(String(each['partnerId'])));
    const cap = weekCapOf(tier, settings.caps);
    const perWeek = own.flatMap((partner) =>
      weeklyPosts(posted, String(partner['partnerId']), String(partner['timeZone'])),
    );
    return {
      tier,
      partners: own.length,
      cap,
      most: Math.max(0, ...perWeek),
      mean: sum(perWeek) / Math.max(1, own.length * weeks),
      over: perWeek.filter((count) => count > cap).length,
    };
  });
  const bound = posted.filter(({ priority, direct }) => priority !== 'P0' && !direct);
  const outside = bound.filter(({ partnerId, at, priority }) => {
    const partner = partners.find((each) => each['partnerId'] === partnerId);
    if (partner === undefined) return true;
    const { windows } = settings;
    const { from, to } = priority === 'P1' ? windows.pushedDecision : windows.send;
    const calendar = holidays.calendarFor(String(partner['holidayCalendar']), partner['weekendDays'] as number[]);
    const closedPeriods = priority === 'P1' ? [] : settings.closedPeriods;
    const open = nextOpenAt(at, { zone: String(partner['timeZone']), calendar, from, to, closedPeriods });
    return open?.getTime() !== at.getTime();
  });
  const answered = ledger.filter((line) => line.answered > 0);
  const taps = sum(answered.map((line) => line.taps)) / Math.max(1, sum(answered.map((line) => line.answered)));
  const oneTap = answered.filter((line) => line.taps === 1 && line.answered >= line.required).length;
  const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
  return {
    lines: [
      'posts per partner and week   partners      cap     most     mean   weeks over the cap',
      ...rows.map((row) =>
        [
          row.tier.padEnd(28),
          String(row.partners).padStart(9),
          String(row.cap).padStart(9),
          String(row.most).padStart(9),
          row.mean.toFixed(2).padStart(9),
          String(row.over).padStart(9),
        ].join(''),
      ),
      `inside the working hours of the partner: ${share(bound.length - outside.length, bound.length)} of ${bound.length} messages and replies (${posted.length - bound.length} more were direct answers to somebody)`,
      `taps per answer: ${taps.toFixed(2)}; ${share(oneTap, answered.length)} of ${answered.length} answered touches took one tap`,
    ],
    weeksOverCap: sum(rows.map(({ over }) => over)),
    outsideWindow: outside.length,
  };
}

async function listPosted(stage: Stage): Promise<readonly Posted[]> {
  const channels = new Set(stage.fixtures.channels.map(({ id }) => id));
  const rows = await stage.database
    .collection('outbound_messages')
    .find({ kind: 'message', bundleKey: null, ts: { $type: 'string' }, partnerId: { $type: 'string' } })
    .toArray();
  return rows
    .filter((row) => channels.has(String(row['place'])))
    .map((row) => ({
      partnerId: String(row['partnerId']),
      at: new Date(Math.floor(Number(row['ts']) * 1000)),
      isReply: row['threadKey'] !== null || row['threadTs'] !== null,
      direct: row['direct'] === true,
      priority: String(row['priority']),
    }));
}

/** Posts that count to the cap, of each ISO week in which there was one. */
function weeklyPosts(posted: readonly Posted[], partnerId: string, zone: string): readonly number[] {
  const counts = new Map<string, number>();
  for (const post of posted) {
    const isFree = post.isReply || post.direct || post.priority === 'P0' || post.priority === 'P1';
    if (post.partnerId !== partnerId || isFree) continue;
    const week = isoWeekKey(localDateOf(post.at, zone));
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  return [...counts.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
