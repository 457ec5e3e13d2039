import { checkCells } from '#core/csv/cells.ts';
import type { CsvRow } from '#core/csv/read-csv.ts';
import type { BadRow } from '#core/csv/report.ts';
import { dealCells } from '../export/deal-cells.ts';
import type { Deal } from '../schemas.ts';
import { dealColumns } from './deal-columns.ts';
import type { DealCells, DealColumn } from './deal-columns.ts';
import { DealRow, PartnerRef } from './deal-rows.ts';
import { historyOf, unnumbered } from './history.ts';
import type { HistoryContext } from './history.ts';

/** What one good row asks for. */
export interface DealPlan {
  line: number;
  ref: string;
  existing: Deal | null;
  target: Deal;
  changes: readonly DealColumn[];
}

export interface KnownDeals {
  byExternalRef: ReadonlyMap<string, Deal>;
  byId: ReadonlyMap<string, Deal>;
  /** null: no such partner. */
  contextOf(partnerId: string): HistoryContext | null;
}

export interface DealPlans {
  plans: readonly DealPlan[];
  unchanged: number;
  /** Differ from the file, but have moved on here. */
  kept: readonly string[];
  bad: readonly BadRow[];
}

type Planned = { plan: DealPlan } | { kept: string } | { bad: readonly BadRow[] } | 'unchanged';

/** Compares each row with the database and with the rows before it; cells are compared as an export writes them. */
export function planDeals(rows: readonly CsvRow[], known: KnownDeals): DealPlans {
  const plans: DealPlan[] = [];
  const kept: string[] = [];
  const bad: BadRow[] = [];
  let unchanged = 0;
  const seen = new Map<string, number>();
  for (const row of rows) {
    const planned = seenBefore(row, seen) ?? planRow(row, known);
    if (planned === 'unchanged') unchanged += 1;
    else if ('kept' in planned) kept.push(planned.kept);
    else if ('bad' in planned) bad.push(...planned.bad);
    else plans.push(planned.plan);
  }
  return { plans, unchanged, kept, bad };
}

function seenBefore({ line, cells }: CsvRow, seen: Map<string, number>): Planned | null {
  const refs = (['externalRef', 'dealId'] as const).filter((column) => cells[column] !== undefined);
  const twice = refs.find((column) => seen.has(`${column}:${cells[column]}`));
  if (twice !== undefined) {
    const reason = `stands already in line ${seen.get(`${twice}:${cells[twice]}`)}`;
    return { bad: [{ line, column: twice, reason }] };
  }
  for (const column of refs) seen.set(`${column}:${cells[column]}`, line);
  return null;
}

function planRow({ line, cells }: CsvRow, known: KnownDeals): Planned {
  const ours = known.byId.get(cells['dealId'] ?? '') ?? known.byExternalRef.get(cells['externalRef'] ?? '') ?? null;
  const stored: DealCells = ours === null ? {} : dealCells(ours);
  const stated = dealColumns.map(({ name }) => name).filter((column) => cells[column] !== undefined);
  const merged = ours === null ? cells : { ...withoutDerived(stored, cells), ...cells };
  // As an export wrote it: also what an import could not make, such as a deal that is not matched yet.
  if (ours !== null && stated.every((column) => sameCell(column, stored, cells))) return 'unchanged';
  const problem = ours === null ? null : mismatchOf(cells, ours);
  if (problem !== null) return { bad: [{ line, ...problem }] };
  const checked = checkCells(DealRow, [{ line, cells: merged }]);
  const [good] = checked.good;
  if (good === undefined) return { bad: checked.bad };
  const context = known.contextOf(good.row.partner);
  if (context === null) {
    const reason = `there is no partner ${good.row.partner}; import the partners first`;
    return { bad: [{ line, column: 'partner', reason }] };
  }
  const target = historyOf(good.row, context);
  const after = dealCells({ ...target, dealId: ours?.dealId ?? target.dealId });
  const changes = dealColumns.map(({ name }) => name).filter((column) => stored[column] !== after[column]);
  const ref = ours?.dealId ?? good.row.externalRef ?? good.row.dealId ?? unnumbered.dealId;
  if (ours === null) return { plan: { line, ref, existing: null, target, changes } };
  if (changes.length === 0) return 'unchanged';
  return isUntouched(ours) ? { plan: { line, ref, existing: ours, target, changes } } : { kept: ref };
}

function sameCell(column: DealColumn, stored: DealCells, cells: CsvRow['cells']): boolean {
  if (stored[column] === cells[column]) return true;
  return column === 'partner' && PartnerRef.safeParse(cells[column]).data === stored.partner;
}

/** Only as long as nobody here, no person and no clock, has done anything about it. */
function isUntouched({ history, draftId }: Deal): boolean {
  return draftId === null && history.length === 1 && history[0]?.action === 'imported';
}

/** An amount in dollars belongs to the amount that it was made of. */
function withoutDerived(stored: DealCells, cells: CsvRow['cells']): DealCells {
  const isOther = (column: DealColumn) => cells[column] !== undefined && cells[column] !== stored[column];
  if (!isOther('amount') && !isOther('currency') && !isOther('amountType')) return stored;
  const { amountUsd: _, ...rest } = stored;
  return rest;
}

function mismatchOf(cells: CsvRow['cells'], ours: Deal): Omit<BadRow, 'line'> | null {
  const partnerId = PartnerRef.safeParse(cells['partner']).data;
  if (partnerId !== undefined && partnerId !== ours.partnerId) {
    return { column: 'partner', reason: `${ours.dealId} is ${ours.partnerId}’s; an import does not change that` };
  }
  const { externalRef, dealId } = cells;
  if (dealId !== undefined && dealId !== ours.dealId) {
    return { column: 'dealId', reason: `${externalRef ?? ''} is ${ours.dealId}` };
  }
  if (externalRef !== undefined && ours.externalRef !== null && externalRef !== ours.externalRef) {
    return { column: 'externalRef', reason: `${ours.dealId} is ${ours.externalRef}` };
  }
  return null;
}

/** Two approvals of one opportunity in the file, or one in the file and one here: the first keeps it. */
export function heldTwice(
  plans: readonly DealPlan[],
  holders: readonly { dealId: string; heldKeys: readonly string[] }[],
): readonly BadRow[] {
  const replaced = new Set(plans.flatMap(({ existing }) => existing?.dealId ?? []));
  const held = new Map<string, string>();
  for (const { dealId, heldKeys } of holders) {
    if (!replaced.has(dealId)) for (const key of heldKeys) held.set(key, dealId);
  }
  return plans.flatMap(({ line, target }) => {
    const holder = target.heldKeys.map((key) => held.get(key)).find((one) => one !== undefined);
    for (const key of target.heldKeys) if (!held.has(key)) held.set(key, `line ${line}`);
    return holder === undefined
      ? []
      : [{ line, column: 'status', reason: `${holder} is approved for the same opportunity` }];
  });
}
