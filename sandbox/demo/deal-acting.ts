import { actionIds } from '#blocks/deals/ids.ts';
import { usedPercent } from '#features/deals/rules/clock.ts';
import { dealSettings } from '#features/deals/rules/settings.ts';
import { displayStatusOf } from '#features/deals/rules/states.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { offers, operator, press, submit } from './acting.ts';
import type { Stage } from './stage.ts';

const usual = {
  contactName: 'Dr. Ada Moss',
  contactTitle: 'Head of IT',
  useCase: 'Records must be kept for thirty years and found in a minute.',
  expectedCloseOn: '2027-01-29',
  stage: 'qualified',
  interactionType: 'meeting',
  interactionOn: '2026-11-12',
};
const stepOf: readonly (readonly string[])[] = [
  ['customerLegalName', 'customerDomain', 'customerCountry', 'contactName', 'contactTitle', 'contactEmail'],
  ['products', 'useCase', 'estimatedAmount', 'expectedCloseOn', 'stage', 'interactionType', 'interactionOn'],
];

/** Customers of the sandbox end in `.example`, and amounts need a rate. */
export async function nameRates(stage: Stage): Promise<void> {
  const { program } = stage.app().features.bySlug;
  const { version } = await program.public.newest();
  await program.changeSettings({
    actor: operator,
    change: {
      vendor: { names: ['Lumenforge'], domains: ['lumenforge.example'] },
      deals: {
        allowReservedDomains: true,
        protectionDaysByType: { co_sell: 30 },
        fx: { on: '2026-11-16', usdPerMillion: { EUR: 1_100_000, SEK: 95_000 } },
      },
    },
    reason: 'The autumn programme',
    expectedVersion: version,
    dryRun: false,
  });
}

/** Through the three steps of the form, as a person of the partner does. */
export async function register(stage: Stage, ref: string, stated: Readonly<Record<string, string>>): Promise<void> {
  const seller = `U${ref}SELLER`;
  const values: Readonly<Record<string, string>> = { ...usual, ...stated };
  await press(stage, seller, `C${ref}`, actionIds.registerFromHub);
  for (const fields of stepOf)
    await submit(
      stage,
      seller,
      Object.fromEntries(fields.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))),
    );
  await submit(stage, seller, { consent: ['yes'] });
  if (stage.slack.as(seller).currentView()) await stage.slack.as(seller).closeView();
}

/** Presses a button of the partner's newest deal, in its thread or on the reviewer's card, and sends the form behind it. */
export async function actAs(
  stage: Stage,
  who: 'seller' | 'reviewer',
  ref: string,
  actionId: string,
  values: Record<string, unknown> = {},
): Promise<void> {
  const deal = await newestOf(stage, ref);
  const userId = who === 'seller' ? `U${ref}SELLER` : await reviewerOf(stage, deal);
  const read = who === 'seller' ? stage.slack.messages(`C${ref}`) : stage.slack.as(userId).dms();
  const message = read.findLast((each) => offers(actionId)(each) && JSON.stringify(each.blocks).includes(deal.dealId));
  if (message === undefined) throw new Error(`no message offers ${userId} ${actionId} of ${deal.dealId}`);
  await stage.slack.as(userId).press({ channelId: message.channelId, ts: message.ts, actionId });
  await stage.time().settle();
  if (stage.slack.as(userId).currentView()) await submit(stage, userId, values);
}

/** Decisions against their clocks, and whether every kind of end came about. */
export async function dealTable(stage: Stage): Promise<{ lines: readonly string[]; wrong: readonly string[] }> {
  const deals = await dealsOf(stage);
  const settings = await stage.app().features.bySlug.program.public.current();
  const { timeIn } = dealSettings(settings, createHolidays(worldHolidays));
  const partners = await stage.database.collection('partners').find().toArray();
  const nameOf = (id: string) => String(partners.find(({ partnerId }) => partnerId === id)?.['displayName'] ?? id);
  const when = (at: Date | null | undefined) => (at ? at.toISOString().slice(5, 16).replace('T', ' ') : '–');
  const rows = deals.map((deal) => {
    const { dealId, partnerId, details, clock, decision } = deal;
    const used =
      clock === null ? '–' : `${usedPercent(clock, clock.stoppedAt ?? stage.clock.now(), timeIn(clock.zone))} %`;
    return [
      ...[dealId.padEnd(14), nameOf(partnerId).padEnd(26), details.customerLegalName.padEnd(24)],
      ...[displayStatusOf(deal).padEnd(10), (decision?.outcome ?? '–').padEnd(10)],
      ...[when(clock?.dueAt).padEnd(13), when(decision?.at).padEnd(13), used.padStart(5)],
    ].join('');
  });
  const head = ['deal', 'partner', 'customer', 'now', 'decision', 'promised', 'decided', ' used'];
  const widths = [14, 26, 24, 10, 10, 13, 13, 5];
  // In a longer run what was approved or extended comes to its end, too.
  const happened: Readonly<Record<string, (deal: Deal) => boolean>> = {
    approved: ({ decision }) => decision?.outcome === 'approved',
    expired: ({ status }) => status === 'expired',
    extended: ({ extensions }) => extensions.some(({ outcome }) => outcome === 'approved'),
  };
  const late = deals.filter(({ clock, decision }) => clock?.dueAt && decision && decision.at > clock.dueAt);
  return {
    lines: [head.map((word, n) => word.padEnd(widths[n] ?? 0)).join(''), ...rows],
    wrong: [
      ...Object.entries(happened)
        .filter(([, isSo]) => !deals.some(isSo))
        .map(([what]) => `no deal was ${what}`),
      ...(deals.some(({ secondInLine }) => secondInLine !== null) ? [] : ['no deal was a duplicate']),
      ...late.map(({ dealId }) => `${dealId} was decided later than promised`),
    ],
  };
}

async function newestOf(stage: Stage, ref: string): Promise<Deal> {
  const deal = (await dealsOf(stage)).findLast(({ partnerId }) => partnerId === `P-0${ref.slice(1)}`);
  if (deal === undefined) throw new Error(`${ref} has no deal`);
  return deal;
}

async function dealsOf(stage: Stage): Promise<readonly Deal[]> {
  const rows = await stage.database.collection('deals').find().sort({ sequence: 1 }).toArray();
  return rows.map((row) => ({ ...row, dealId: String(row._id) }) as unknown as Deal);
}

async function reviewerOf(stage: Stage, { approverStaffId }: Deal): Promise<string> {
  const member = await stage.database.collection('staff').findOne({ staffId: approverStaffId });
  return String(member?.['person']?.['userId']);
}
