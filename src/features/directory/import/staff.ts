import type { Actor } from '#core/actor.ts';
import { humanId } from '#core/ids.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { conflict, isTaken } from '../errors.ts';
import { rights } from '../rules.ts';
import type { Staff } from '../schemas.ts';
import type { Hub } from '../service/hub.ts';
import type { DirectoryStore } from '../store.ts';
import { staffColumns } from './columns.ts';
import { readCsv } from '#core/csv/read-csv.ts';
import type { BadRow, ImportOrder, ImportReport } from '#core/csv/report.ts';
import { checkCells } from '#core/csv/cells.ts';
import { StaffRow } from './rows.ts';
import type { GoodRow } from '#core/csv/cells.ts';

interface StaffPlan {
  existing: Staff | null;
  target: Omit<Staff, 'staffId'>;
  changes: readonly string[];
}

interface Deps {
  store: DirectoryStore;
  hub: Hub;
  inOneWrite: InOneWrite;
}

/** Imports a staff file (columns: `staffColumns`) in one transaction; rules and errors as for partners. */
export function createImportStaff(deps: Deps) {
  return async (order: ImportOrder & { actor: Actor }): Promise<ImportReport> => {
    requireRight(rights, 'importStaff', order.actor);
    const table = readCsv(order.text, staffColumns);
    const checked = checkCells(StaffRow, table.rows);
    const { plans, bad: clashes } = planStaff(checked.good, await deps.store.listStaff());
    const bad = [...table.bad, ...checked.bad, ...clashes].sort((left, right) => left.line - right.line);
    const todo = plans.filter((plan) => plan.existing === null || plan.changes.length > 0);
    const applied = order.mode === 'apply' && !table.unreadable && (bad.length === 0 || order.skipBad);
    if (applied && todo.length > 0) await applyAll(deps, todo, order.actor);
    return {
      subject: 'staff',
      mode: order.mode,
      applied,
      unreadable: table.unreadable,
      added: todo.filter((plan) => plan.existing === null).map((plan) => plan.target.key),
      changed: todo
        .filter((plan) => plan.existing !== null)
        .map((plan) => ({ ref: plan.target.key, fields: plan.changes })),
      unchanged: plans.length - todo.length,
      bad,
      ignoredColumns: table.ignoredColumns,
    };
  };
}

function planStaff(
  rows: readonly GoodRow<StaffRow>[],
  stored: readonly Staff[],
): { plans: StaffPlan[]; bad: BadRow[] } {
  const plans: StaffPlan[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const { line, row } of rows) {
    const existing = stored.find((member) => member.key === row.key) ?? null;
    const problems = problemsOf(row, existing, stored, seen);
    bad.push(...problems.map((problem) => ({ line, ...problem })));
    if (problems.length > 0) continue;
    for (const fact of factsOfRow(row)) seen.set(fact, line);
    const target = targetOf(row, existing);
    const keys = Object.keys(target) as (keyof typeof target)[];
    const changes = keys.filter((key) => JSON.stringify(existing?.[key]) !== JSON.stringify(target[key]));
    plans.push({ existing, target, changes });
  }
  return { plans, bad };
}

function problemsOf(
  row: StaffRow,
  existing: Staff | null,
  stored: readonly Staff[],
  seen: ReadonlyMap<string, number>,
): Omit<BadRow, 'line'>[] {
  const problems: Omit<BadRow, 'line'>[] = [];
  const missing = (['name', 'timeZone'] as const).filter((column) => row[column] === undefined);
  if (!existing) problems.push(...missing.map((column) => ({ column, reason: 'a new person needs this' })));
  if ((row.teamId === undefined) !== (row.userId === undefined)) {
    problems.push({ column: 'userId', reason: 'teamId and userId belong together' });
  }
  for (const fact of factsOfRow(row)) {
    const line = seen.get(fact);
    if (line !== undefined) problems.push({ column: columnOf(fact), reason: `stands already in line ${line}` });
  }
  const holder = stored.find((member) => member.person?.userId === row.userId && member.person?.teamId === row.teamId);
  if (row.userId !== undefined && holder && holder.key !== row.key) {
    problems.push({ column: 'userId', reason: `this Slack person is ${holder.key}` });
  }
  return problems;
}

function factsOfRow(row: StaffRow): string[] {
  return [`key:${row.key}`, ...(row.userId === undefined ? [] : [`userId:${row.teamId}/${row.userId}`])];
}

function columnOf(fact: string): string {
  return fact.slice(0, fact.indexOf(':'));
}

function targetOf(row: StaffRow, existing: Staff | null): Omit<Staff, 'staffId'> {
  const { teamId, userId } = row;
  const person = teamId !== undefined && userId !== undefined ? { teamId, userId } : (existing?.person ?? null);
  return {
    key: row.key,
    name: row.name ?? existing?.name ?? row.key,
    person,
    roles: row.roles ?? existing?.roles ?? [],
    timeZone: row.timeZone ?? existing?.timeZone ?? 'UTC',
    awayUntil: row.awayUntil === undefined ? (existing?.awayUntil ?? null) : row.awayUntil,
  };
}

async function applyAll(deps: Deps, plans: readonly StaffPlan[], actor: Actor): Promise<void> {
  try {
    await deps.inOneWrite(async (write) => {
      for (const plan of plans) await applyPlan(deps, plan, actor, write);
    });
  } catch (thrown) {
    if (isTaken(thrown)) throw conflict('import_raced');
    throw thrown;
  }
}

async function applyPlan({ store, hub }: Deps, plan: StaffPlan, actor: Actor, write: Write): Promise<void> {
  const { existing, target } = plan;
  const staffId = existing?.staffId ?? humanId('S', await store.nextStaffNumber(write));
  if (existing) await store.updateStaff(staffId, target, write);
  else await store.insertStaff({ staffId, ...target }, write);
  await write.audit({
    actor,
    action: existing ? 'staff.changed' : 'staff.imported',
    object: `staff/${staffId}`,
    partnerId: null,
    ...(existing ? { before: { roles: existing.roles, awayUntil: existing.awayUntil } } : {}),
    after: { roles: target.roles, awayUntil: target.awayUntil },
    reason: 'import',
  });
  if (!existing) return;
  for (const partner of await store.listPartnersOf(staffId)) await hub.oweAll(partner, write);
}
