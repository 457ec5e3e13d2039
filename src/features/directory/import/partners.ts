import type { Actor } from '#core/actor.ts';
import { partnerIdFromNumber } from '#core/ids.ts';
import type { IdSource } from '#core/ids.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import type { Hub } from '../service/hub.ts';
import { conflict, isTaken } from '../errors.ts';
import { newChannel, rights } from '../rules.ts';
import type { Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import { partnerColumns } from './columns.ts';
import { planPartners } from './plan-partners.ts';
import type { PartnerPlan } from './plan-partners.ts';
import { readCsv } from '#core/csv/read-csv.ts';
import type { ImportOrder, ImportReport } from '#core/csv/report.ts';
import { checkCells } from '#core/csv/cells.ts';
import { PartnerRow } from './rows.ts';
import { takeSnapshot } from './snapshot.ts';

/** Rows per transaction; all rows are checked before the first is written. */
const chunkRows = 200;

interface Deps {
  store: DirectoryStore;
  ids: IdSource;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
  hub: Hub;
}

/**
 * Imports a partner file (columns: `partnerColumns`). With a bad row nothing is written unless `skipBad`; running it
 * twice writes nothing. Up to 200 rows are one transaction; a larger file is checked whole first, then written in
 * chunks. Throws AppError(forbidden), AppError(conflict, directory.import_raced) when somebody wrote in between.
 */
export function createImportPartners(deps: Deps) {
  return async (order: ImportOrder & { actor: Actor }): Promise<ImportReport> => {
    requireRight(rights, 'importPartners', order.actor);
    const table = readCsv(order.text, partnerColumns);
    const checked = checkCells(PartnerRow, table.rows);
    const { plans, bad: clashes } = planPartners(checked.good, await takeSnapshot(deps.store));
    const bad = [...table.bad, ...checked.bad, ...clashes].sort((left, right) => left.line - right.line);
    const todo = plans.filter((plan) => plan.existing === null || plan.changes.length > 0);
    const applied = order.mode === 'apply' && !table.unreadable && (bad.length === 0 || order.skipBad);
    if (applied) await applyAll(deps, todo, order.actor);
    return {
      subject: 'partners',
      mode: order.mode,
      applied,
      unreadable: table.unreadable,
      added: todo.filter((plan) => plan.existing === null).map((plan) => plan.ref),
      changed: todo
        .filter((plan) => plan.existing !== null)
        .map((plan) => ({ ref: plan.existing?.partnerId ?? plan.ref, fields: plan.changes })),
      unchanged: plans.length - todo.length,
      bad,
      ignoredColumns: table.ignoredColumns,
    };
  };
}

async function applyAll(deps: Deps, todo: readonly PartnerPlan[], actor: Actor): Promise<void> {
  // Partners whose external id names their number come first, so that no counted number takes it.
  const plans = todo.toSorted((left, right) => Number(left.number === null) - Number(right.number === null));
  try {
    for (let start = 0; start < plans.length; start += chunkRows) {
      const chunk = plans.slice(start, start + chunkRows);
      await deps.inOneWrite(async (write) => {
        for (const plan of chunk) await applyPlan(deps, plan, actor, write);
      });
    }
  } catch (thrown) {
    if (isTaken(thrown)) throw conflict('import_raced');
    throw thrown;
  }
}

async function applyPlan(deps: Deps, plan: PartnerPlan, actor: Actor, write: Write): Promise<void> {
  const { store, tellChange } = deps;
  const { existing } = plan;
  const before = existing ? factsOf(existing, await store.findMainChannel(existing.partnerId, write)) : null;
  const partner = existing ? await updateExisting(deps, existing, plan, write) : await insertNew(deps, plan, write);
  for (const teamId of plan.teams) await store.insertTeamLink({ teamId, partnerId: partner.partnerId }, write);
  await applyContacts(deps, partner.partnerId, plan, write);
  if (plan.channelId !== null) {
    // Its companies are unknown until Slack was asked, so nothing is posted there before.
    await store.insertChannel(
      newChannel({ channelId: plan.channelId, partnerId: partner.partnerId, at: write.at }),
      write,
    );
  }
  await write.audit({
    actor,
    action: existing ? 'partner.changed' : 'partner.imported',
    object: `partners/${partner.partnerId}`,
    partnerId: partner.partnerId,
    ...(existing ? { before: picked(existing, plan.changes) } : {}),
    after: existing ? picked(partner, plan.changes) : { status: partner.status, tier: partner.tier },
    reason: 'import',
  });
  const main = await store.findMainChannel(partner.partnerId, write);
  await tellChange(partner.partnerId, before, factsOf(partner, main), write);
  if (existing) await deps.hub.oweAll(partner, write);
}

async function insertNew(deps: Deps, plan: PartnerPlan, write: Write): Promise<Partner> {
  const number = plan.number ?? (await deps.store.nextPartnerNumber(write));
  if (plan.number !== null) await deps.store.raisePartnerNumber(plan.number, write);
  const partner: Partner = {
    ...plan.fields,
    partnerId: partnerIdFromNumber(number),
    statusChangedAt: write.at,
    createdAt: write.at,
  };
  await deps.store.insertPartner(partner, write);
  return partner;
}

async function updateExisting(deps: Deps, existing: Partner, plan: PartnerPlan, write: Write): Promise<Partner> {
  const { status, stage, ...fields } = plan.fields;
  const where = { partnerId: existing.partnerId, status };
  const updated = await deps.store.updatePartner(where, fields, write);
  if (!updated || updated.stage !== stage) throw conflict('import_raced');
  return updated;
}

async function applyContacts(deps: Deps, partnerId: string, plan: PartnerPlan, write: Write): Promise<void> {
  for (const { existing, target } of plan.contacts) {
    if (existing) await deps.store.updateContact(existing.contactId, target, write);
    else await deps.store.insertContact({ ...target, contactId: deps.ids.opaque(), partnerId, leftAt: null }, write);
  }
}

function picked(partner: Partner, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(partner).filter(([key]) => fields.includes(key)));
}
