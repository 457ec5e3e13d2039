import { actorLabel } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { readCsv } from '#core/csv/read-csv.ts';
import type { ImportOrder, ImportReport } from '#core/csv/report.ts';
import { withoutEscape } from '#core/csv/write-csv.ts';
import { humanId } from '#core/ids.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { HistoryStore } from '../history-store.ts';
import { rights } from '../rules.ts';
import type { Deal } from '../schemas.ts';
import { sendAll } from '../service/changes.ts';
import { contextOf } from '../service/context.ts';
import type { DealContext, DealDeps } from '../service/context.ts';
import { rootIntent } from '../service/partner-intents.ts';
import { dealColumns } from './deal-columns.ts';
import { PartnerRef } from './deal-rows.ts';
import type { HistoryContext } from './history.ts';
import { unnumbered } from './history.ts';
import { approverOfImported, opened } from './opening.ts';
import { heldTwice, planDeals } from './plan-deals.ts';
import type { DealPlan } from './plan-deals.ts';

/** Rows per transaction; all rows are checked before the first is written. */
const chunkRows = 200;
/** Numbers that partners see have gaps (domain §0.2). */
const largestGap = 9;

export type ImportDeps = Pick<DealDeps, 'deals' | 'directory' | 'settings' | 'ids' | 'clock' | 'inOneWrite'> & {
  history: HistoryStore;
};

/**
 * Imports a deal file (columns: `dealColumns`) as history: no eligibility, decisions as they stand. With a bad row
 * nothing is written unless `skipBad`; the same file twice writes nothing; what has moved on here is kept as it is.
 * Throws AppError(forbidden), AppError(conflict) when somebody wrote one of the deals meanwhile.
 */
export function createImportDeals(deps: ImportDeps) {
  return async (order: ImportOrder & { actor: Actor }): Promise<ImportReport> => {
    requireRight(rights, 'importDeals', order.actor);
    const table = readCsv(order.text, dealColumns);
    const rows = table.rows.map(({ line, cells }) => ({ line, cells: unescaped(cells) }));
    const partners = await partnersIn(deps, rows);
    const by = actorLabel(order.actor);
    const at = deps.clock.now();
    const known = await deps.history.listByRefs({
      externalRefs: rows.flatMap(({ cells }) => cells['externalRef'] ?? []),
      dealIds: rows.flatMap(({ cells }) => cells['dealId'] ?? []),
    });
    const planned = planDeals(rows, {
      byExternalRef: new Map(known.flatMap((deal) => (deal.externalRef ? [[deal.externalRef, deal]] : []))),
      byId: new Map(known.map((deal) => [deal.dealId, deal])),
      contextOf(partnerId): HistoryContext | null {
        const found = partners.get(partnerId);
        return found === undefined ? null : { card: found.card, settings: found.settings, by, at };
      },
    });
    const holders = await deps.history.listHolders(planned.plans.flatMap(({ target }) => target.heldKeys));
    const clashes = heldTwice(planned.plans, holders);
    const bad = [...table.bad, ...planned.bad, ...clashes].toSorted((left, right) => left.line - right.line);
    const clashing = new Set(clashes.map(({ line }) => line));
    const todo = planned.plans.filter(({ line }) => !clashing.has(line));
    const applied = order.mode === 'apply' && !table.unreadable && (bad.length === 0 || order.skipBad);
    if (applied) await applyAll(deps, todo, partners, order.actor);
    return {
      subject: 'deals',
      mode: order.mode,
      applied,
      unreadable: table.unreadable,
      added: todo.filter(({ existing }) => existing === null).map(({ ref }) => ref),
      changed: todo.filter(({ existing }) => existing !== null).map(({ ref, changes }) => ({ ref, fields: changes })),
      unchanged: planned.unchanged,
      kept: planned.kept,
      bad,
      ignoredColumns: table.ignoredColumns,
    };
  };
}

type Cells = Readonly<Record<string, string>>;

/** Cells as they were before an export made them harmless; what is then empty is absent. */
function unescaped(cells: Cells): Cells {
  const plain = Object.entries(cells).map(([column, cell]) => [column, withoutEscape(cell).trim()] as const);
  return Object.fromEntries(plain.filter(([, cell]) => cell !== ''));
}

/** Those whom the file names and we know, with people and calendars around them. */
async function partnersIn(
  deps: ImportDeps,
  rows: readonly { cells: Cells }[],
): Promise<ReadonlyMap<string, DealContext>> {
  const named = new Set(rows.flatMap(({ cells }) => PartnerRef.safeParse(cells['partner']).data ?? []));
  const ids = (await deps.directory.listPartnerIds()).filter((partnerId) => named.has(partnerId));
  const at = deps.clock.now();
  const contexts = ids.map(
    async (partnerId) =>
      [partnerId, await contextOf(deps, { partnerId, approverStaffId: null, clock: null }, at)] as const,
  );
  return new Map(await Promise.all(contexts));
}

async function applyAll(
  deps: ImportDeps,
  plans: readonly DealPlan[],
  partners: ReadonlyMap<string, DealContext>,
  actor: Actor,
): Promise<void> {
  // The order of receipt is that of the file's moments, whatever the order of its lines.
  const inOrder = plans.toSorted((a, b) => a.target.completeAt.getTime() - b.target.completeAt.getTime());
  for (let start = 0; start < inOrder.length; start += chunkRows) {
    const chunk = inOrder.slice(start, start + chunkRows);
    await deps.inOneWrite(async (write) => {
      if (start === 0) await reserveIds(deps, plans, write);
      await applyChunk(deps, chunk, partners, actor, write);
    });
  }
}

async function applyChunk(
  deps: ImportDeps,
  chunk: readonly DealPlan[],
  partners: ReadonlyMap<string, DealContext>,
  actor: Actor,
  write: Write,
): Promise<void> {
  const fresh = chunk.filter(({ existing }) => existing === null);
  const last = fresh.length === 0 ? 0 : await deps.deals.nextNumber('sequence', fresh.length, write);
  const ids = await idsFor(deps, fresh, partners, write);
  const added = fresh.map(({ target }, index) => {
    const numbered = { ...target, dealId: ids[index] ?? target.dealId, sequence: last - fresh.length + 1 + index };
    return { before: null, deal: openedFor(deps, numbered, partners, write) };
  });
  const changed = chunk.flatMap(({ existing, target }) => {
    if (existing === null) return [];
    const { dealId, sequence, version } = existing;
    const deal = openedFor(deps, { ...target, dealId, sequence, version: version + 1 }, partners, write);
    return [{ before: existing, deal }];
  });
  await deps.history.insertDeals(
    added.map(({ deal }) => deal),
    write,
  );
  for (const { before, deal } of changed) await deps.history.replaceDeal(deal, before.version, write);
  for (const { before, deal } of [...added, ...changed]) {
    const { partnerId, dealId, status } = deal;
    await write.audit({
      actor,
      action: before === null ? 'deal.imported' : 'deal.changed',
      object: `deals/${dealId}`,
      partnerId,
      ...(before === null ? {} : { before: { status: before.status } }),
      after: { status },
      reason: 'import',
    });
    const context = partners.get(partnerId);
    // What is open has its thread, under which everything that follows is said.
    if (deal.thread !== null && context !== undefined) await sendAll(write, [rootIntent(deal, context, false)]);
  }
}

function openedFor(deps: ImportDeps, deal: Deal, partners: ReadonlyMap<string, DealContext>, write: Write): Deal {
  const context = partners.get(deal.partnerId);
  if (context === undefined) return deal;
  const approverStaffId = approverOfImported(deal, context);
  const zone = context.team.staff.find(({ staffId }) => staffId === approverStaffId)?.timeZone;
  const reviewTime = zone === undefined ? context.reviewTime : context.settings.timeIn(zone);
  return opened({ ...deal, approverStaffId }, { ...context, reviewTime }, write);
}

/** Ids that the file brought along are not given to anything else. */
async function reserveIds(deps: ImportDeps, plans: readonly DealPlan[], write: Write): Promise<void> {
  const highest = new Map<string, number>();
  for (const { target, existing } of plans) {
    if (existing !== null || target.dealId === unnumbered.dealId) continue;
    const [, year = '', number = ''] = target.dealId.split('-');
    highest.set(year, Math.max(Number(number), highest.get(year) ?? 0));
  }
  for (const [year, least] of highest) await deps.history.raiseCounter(`DR-${year}`, least, write);
}

/** Ids of the year in which a deal was complete; those that the file brought along are kept. */
async function idsFor(
  deps: ImportDeps,
  fresh: readonly DealPlan[],
  partners: ReadonlyMap<string, DealContext>,
  write: Write,
): Promise<readonly string[]> {
  const years = new Map<number, number[]>();
  const wanted = fresh.map(({ target }) => {
    if (target.dealId !== unnumbered.dealId) return target.dealId;
    const zone = partners.get(target.partnerId)?.settings.vendorZone ?? 'UTC';
    const year = Number(localDateOf(target.completeAt, zone).slice(0, 4));
    const steps = years.get(year) ?? [];
    steps.push(deps.ids.step(largestGap));
    years.set(year, steps);
    return { year, index: steps.length };
  });
  const before = new Map<number, number>();
  for (const [year, steps] of years) {
    const sum = steps.reduce((all, step) => all + step, 0);
    before.set(year, (await deps.deals.nextNumber(`DR-${year}`, sum, write)) - sum);
  }
  return wanted.map((id) => {
    if (typeof id === 'string') return id;
    const steps = years.get(id.year)?.slice(0, id.index) ?? [];
    const number = steps.reduce((all, step) => all + step, before.get(id.year) ?? 0);
    return humanId('DR', number, id.year);
  });
}
