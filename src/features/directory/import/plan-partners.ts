import { partnerIdFromNumber } from '#core/ids.ts';
import { isStageAllowed, nameKey } from '../rules.ts';
import type { Contact, Partner } from '../schemas.ts';
import type { BadRow } from '#core/csv/report.ts';
import type { GoodRow } from '#core/csv/cells.ts';
import type { ContactCell, PartnerRow } from './rows.ts';
import { claim } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { isComplete, mergedFields, neededForNew, newFields } from './target.ts';
import type { PartnerFields } from './target.ts';

export interface ContactStep {
  existing: Contact | null;
  target: ContactCell;
}

/** What one good row asks for; nothing to do when `changes` is empty. */
export interface PartnerPlan {
  ref: string;
  existing: Partner | null;
  /** For a new partner: its number when the external id names one (P001), else null. */
  number: number | null;
  fields: PartnerFields;
  changes: readonly string[];
  teams: readonly string[];
  contacts: readonly ContactStep[];
  channelId: string | null;
}

const mostAdmins = 5;

/** Compares each row with the database and with the rows before it; the first good row keeps what two rows claim. */
export function planPartners(
  rows: readonly GoodRow<PartnerRow>[],
  snapshot: Snapshot,
): { plans: PartnerPlan[]; bad: BadRow[] } {
  const plans: PartnerPlan[] = [];
  const bad: BadRow[] = [];
  const claimedBy = new Map<string, number>();
  for (const { line, row } of rows) {
    const problems = [...problemsOf(row, snapshot), ...collisionsOf(row, snapshot, claimedBy)];
    if (problems.length > 0) {
      bad.push(...problems.map((problem) => ({ line, ...problem })));
      continue;
    }
    for (const key of claimsOf(row)) claimedBy.set(key, line);
    plans.push(planRow(row, snapshot));
  }
  return { plans, bad };
}

type Problem = Omit<BadRow, 'line'>;

function problemsOf(row: PartnerRow, snapshot: Snapshot): Problem[] {
  const existing = snapshot.byExternalRef.get(row.externalRef);
  const problems = existing ? againstExisting(row, existing, snapshot) : asNew(row, snapshot);
  for (const column of ['pm', 'backup'] as const) {
    const key = row[column];
    if (key !== undefined && !snapshot.staffIdByKey.has(key)) {
      problems.push({ column, reason: `no member of staff has the key ${key}; import the staff first` });
    }
  }
  return [...problems, ...contactProblems(row, snapshot)];
}

function asNew(row: PartnerRow, snapshot: Snapshot): Problem[] {
  const missing = neededForNew.filter((column) => row[column] === undefined);
  const problems: Problem[] = missing.map((column) => ({ column, reason: 'a new partner needs this' }));
  if (row.status !== undefined && row.stage !== undefined && !isStageAllowed(row.status, row.stage)) {
    problems.push({ column: 'stage', reason: `a partner that is ${row.status} cannot be at this stage` });
  }
  const number = numberIn(row.externalRef);
  const holder = number === null ? undefined : snapshot.byId.get(partnerIdFromNumber(number));
  if (holder) {
    problems.push({ column: 'externalRef', reason: `${holder.partnerId} exists already under another external id` });
  }
  return problems;
}

function againstExisting(row: PartnerRow, existing: Partner, snapshot: Snapshot): Problem[] {
  const problems: Problem[] = [];
  const { partnerId, status, stage } = existing;
  if (row.status !== undefined && row.status !== status) {
    problems.push({ column: 'status', reason: `${partnerId} is ${status}; use /partner status to change that` });
  }
  if (row.stage !== undefined && row.stage !== stage) {
    problems.push({
      column: 'stage',
      reason: `${partnerId} is at the stage ${stage ?? 'none'}; an import does not change it`,
    });
  }
  const channel = snapshot.mainChannelOf.get(partnerId);
  if (row.channel !== undefined && channel !== undefined && row.channel !== channel) {
    problems.push({
      column: 'channel',
      reason: `${partnerId} already has a main channel; an import does not change it`,
    });
  }
  return problems;
}

function contactProblems(row: PartnerRow, snapshot: Snapshot): Problem[] {
  const partnerId = snapshot.byExternalRef.get(row.externalRef)?.partnerId;
  const teams = new Set([...(row.slackTeamIds ?? []), ...(partnerId ? (snapshot.teamsOf.get(partnerId) ?? []) : [])]);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const contact of row.contacts ?? []) {
    const key = contactKey(contact);
    if (seen.has(key)) problems.push({ column: 'contacts', reason: `${contact.name} is listed twice` });
    seen.add(key);
    if (contact.person && !teams.has(contact.person.teamId)) {
      problems.push({
        column: 'contacts',
        reason: `${contact.name}: ${contact.person.teamId} is not among slackTeamIds`,
      });
    }
  }
  const stored = partnerId ? (snapshot.contactsOf.get(partnerId) ?? []) : [];
  const others = stored.filter((contact) => contact.leftAt === null && !seen.has(contactKey(contact)));
  const admins = [...(row.contacts ?? []), ...others].filter((contact) => contact.role === 'partner_admin');
  if (admins.length > mostAdmins) {
    problems.push({
      column: 'contacts',
      reason: `${admins.length} partner admins, at most ${mostAdmins} are possible`,
    });
  }
  return problems;
}

function collisionsOf(row: PartnerRow, snapshot: Snapshot, claimedBy: ReadonlyMap<string, number>): Problem[] {
  const ownId = snapshot.byExternalRef.get(row.externalRef)?.partnerId;
  const problems: Problem[] = [];
  for (const key of claimsOf(row)) {
    const [column = '', value = ''] = splitClaim(key);
    const line = claimedBy.get(key);
    const owner = snapshot.owners.get(key);
    const shown = column === 'legalName' ? (row.legalName ?? value) : value;
    if (line !== undefined) problems.push({ column, reason: `${shown} stands already in line ${line}` });
    else if (owner !== undefined && owner !== ownId) problems.push({ column, reason: `${shown} belongs to ${owner}` });
  }
  return problems;
}

function claimsOf(row: PartnerRow): string[] {
  const number = numberIn(row.externalRef);
  return [
    `externalRef:${number === null ? row.externalRef : partnerIdFromNumber(number)}`,
    ...(row.legalName === undefined ? [] : [claim.name(nameKey(row.legalName))]),
    ...(row.domains ?? []).map(claim.domain),
    ...(row.slackTeamIds ?? []).map(claim.team),
    ...(row.channel === undefined ? [] : [claim.channel(row.channel)]),
  ];
}

function splitClaim(key: string): string[] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}

/** `P001` and `P-0001` name partner 1. */
function numberIn(externalRef: string): number | null {
  const digits = /^P-?0*([1-9]\d{0,5})$/.exec(externalRef)?.[1];
  return digits === undefined ? null : Number(digits);
}

function planRow(row: PartnerRow, snapshot: Snapshot): PartnerPlan {
  const existing = snapshot.byExternalRef.get(row.externalRef) ?? null;
  const fields = fieldsOf(row, existing, snapshot);
  const linked = existing ? (snapshot.teamsOf.get(existing.partnerId) ?? []) : [];
  const stored = existing ? (snapshot.contactsOf.get(existing.partnerId) ?? []) : [];
  const teams = (row.slackTeamIds ?? []).filter((teamId) => !linked.includes(teamId));
  const contacts = contactSteps(row.contacts ?? [], stored);
  const hasChannel = existing !== null && snapshot.mainChannelOf.has(existing.partnerId);
  const channelId = hasChannel ? null : (row.channel ?? null);
  const changes = [
    ...(existing ? changedKeys(existing, fields) : []),
    ...(teams.length > 0 ? ['slackTeamIds'] : []),
    ...(contacts.length > 0 ? ['contacts'] : []),
    ...(channelId !== null ? ['channel'] : []),
  ];
  const number = existing ? null : numberIn(row.externalRef);
  return { ref: row.externalRef, existing, number, fields, changes, teams, contacts, channelId };
}

function fieldsOf(row: PartnerRow, existing: Partner | null, snapshot: Snapshot): PartnerFields {
  const idOf = (key: string | undefined) => (key === undefined ? null : (snapshot.staffIdByKey.get(key) ?? null));
  const staff = { pmStaffId: idOf(row.pm), backupStaffId: idOf(row.backup) };
  if (existing) return mergedFields(existing, row, staff);
  if (!isComplete(row)) throw new RangeError('an incomplete row must have been refused before');
  return newFields(row, staff);
}

function changedKeys(before: PartnerFields, after: PartnerFields): string[] {
  const keys = Object.keys(after) as (keyof PartnerFields)[];
  return keys.filter((key) => key !== 'legalNameKey' && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function contactSteps(targets: readonly ContactCell[], stored: readonly Contact[]): ContactStep[] {
  return targets.flatMap((target) => {
    const existing = storedContact(stored, target);
    const isSame =
      existing !== null &&
      contactKey(existing) === contactKey(target) &&
      existing.name === target.name &&
      existing.role === target.role &&
      existing.isLead === target.isLead;
    return isSame ? [] : [{ existing, target }];
  });
}

/** The same Slack person, else somebody of this name whose Slack id was not known yet. */
function storedContact(stored: readonly Contact[], target: ContactCell): Contact | null {
  const same = stored.find((contact) => contactKey(contact) === contactKey(target));
  const named = stored.find((contact) => contact.person === null && contactKey(contact) === target.name.toLowerCase());
  return same ?? named ?? null;
}

/** A Slack person, or a name while none is known. */
function contactKey(contact: Pick<Contact, 'name' | 'person'>): string {
  return contact.person ? `${contact.person.teamId}/${contact.person.userId}` : contact.name.toLowerCase();
}
