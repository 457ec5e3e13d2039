import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { onTestFinished } from 'vitest';
import type { Actor } from '#core/actor.ts';
import { manualClock } from '#core/clock.ts';
import type { ManualClock } from '#core/clock.ts';
import type { EligibilityCheck } from '#core/contributions/eligibility.ts';
import type { Intent } from '#core/intent.ts';
import type { Write } from '#core/write.ts';
import { accountModel, accountsAsOfModel, letterModel } from '#features/deals/account-model.ts';
import { createAccountStore } from '#features/deals/account-store.ts';
import { createCandidateStore } from '#features/deals/candidate-store.ts';
import { createConflictFinder } from '#features/deals/conflicts/find.ts';
import { createDraftStore } from '#features/deals/draft-store.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { counterModel, dealModel, draftModel, lockModel, proposalModel } from '#features/deals/model.ts';
import type { DealSettings } from '#features/deals/rules/settings.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { createDealService } from '#features/deals/service.ts';
import type { DealService } from '#features/deals/service.ts';
import { createHistoryStore } from '#features/deals/history-store.ts';
import { createLetterStore } from '#features/deals/letter-store.ts';
import { createDealStore } from '#features/deals/store.ts';
import type { DirectoryPublic, PartnerCard, StaffMember } from '#features/directory/public.ts';
import { createAudit } from '#platform/audit.ts';
import { auditEntries } from '#platform/audit.ts';
import { createDeclared, createInOneWrite } from '#platform/mongo.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import { createSweepDue } from '#jobs/deals/sweep-due.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { memoryLog } from '#test/kit/log.ts';
import { detailsOf, holidays, settingsOf } from './kit-deals.ts';

const home = 'THOME';
const staffMember = (key: string, roles: StaffMember['roles'], timeZone: string): StaffMember => ({
  staffId: `S-${key}`,
  key,
  name: key[0]?.toUpperCase() + key.slice(1),
  person: { teamId: home, userId: `U${key.toUpperCase()}` },
  timeZone,
  roles,
  isAway: false,
  awayUntil: null,
});
export const staff: readonly StaffMember[] = [
  staffMember('ines', ['partner_ops', 'deal_approver'], 'Europe/Berlin'),
  staffMember('tomas', ['partner_manager'], 'Europe/Berlin'),
  staffMember('priya', ['partner_manager'], 'America/New_York'),
  staffMember('greta', ['partner_manager', 'deal_approver'], 'America/New_York'),
  staffMember('dana', ['leadership'], 'America/New_York'),
  staffMember('hana', ['finance'], 'America/New_York'),
];

export function staffActor(key: string): Actor {
  const member = staff.find((one) => one.key === key);
  if (!member?.person) throw new Error(`no ${key}`);
  return { kind: 'staff', staffId: member.staffId, name: member.name, person: member.person, roles: member.roles };
}

export function memberOf(partnerId: string, who = 'S'): Actor {
  const person = { teamId: `T${partnerId}`, userId: `U${partnerId}${who}` };
  return { kind: 'partner', partnerId, name: `Sam ${who}`, person, roles: ['partner_member'] };
}

export const sweepJob = { kind: 'job', name: 'deals.sweep-due' } as const;

type CardChange = Partial<Pick<PartnerCard, 'tier' | 'timeZone' | 'status' | 'primaryType' | 'mainChannelId'>> & {
  country?: string;
  territory?: readonly string[];
};

function cardOf(partnerId: string, change: CardChange = {}): PartnerCard {
  const { country = 'DE', ...rest } = change;
  const tomas = staff[1];
  return {
    partnerId,
    displayName: `Partner ${partnerId}`,
    legalName: `Partner ${partnerId} GmbH`,
    tier: 'core',
    status: 'active',
    stage: 'growth',
    primaryType: 'system_integrator',
    secondaryTypes: [],
    timeZone: 'Europe/Berlin',
    calendar: holidays.calendarFor(country),
    language: 'en',
    currency: 'EUR',
    domains: [`${partnerId.toLowerCase()}.example`],
    countries: [country],
    territory: [],
    products: [],
    launchAt: null,
    mainChannelId: `C${partnerId}`,
    pm: tomas ?? null,
    backup: staff[2] ?? null,
    mutedTopics: [],
    ...rest,
  } as PartnerCard;
}

export interface DealTest {
  connection: Connection;
  clock: ManualClock;
  service: DealService;
  /** Another process on the same database. */
  another(): DealService;
  settings: Partial<DealSettings>;
  checks: EligibilityCheck[];
  cards: Record<string, CardChange>;
  /** Writes inside a transaction; to seed. */
  write<T>(work: (write: Write) => Promise<T>): Promise<T>;
  sweepTo(at: string): Promise<void>;
  deal(dealId: string): Promise<Deal>;
  /** Ids of all deals in their order. */
  deals(): Promise<readonly string[]>;
  /** Messages owed, by key. */
  owed(filter?: Partial<{ audience: string; message: string; partnerId: string }>): Promise<readonly Owed[]>;
  audited(): Promise<readonly string[]>;
}
export type Owed = Pick<Intent, 'key' | 'message' | 'params' | 'audience' | 'partnerId' | 'priority' | 'direct'> & {
  place: string;
};

/** The service itself on a database, with a directory of two partners and staff as given; no app around it. */
export async function dealTest(
  startAt = '2026-11-13T14:20:00Z',
  crash: (at: 'send' | 'audit') => void = () => undefined,
) {
  const clock = manualClock(new Date(startAt));
  const uri = await testDatabaseUri();
  const connection = await mongoose.createConnection(uri, { dbName: freshDatabaseName() }).asPromise();
  onTestFinished(async () => {
    await connection.dropDatabase();
    await connection.close();
  });
  await createDeclared(connection, [
    ...[dealModel, draftModel, proposalModel, counterModel, lockModel, accountModel],
    ...[accountsAsOfModel, letterModel],
    ...[auditEntries, outboundModel],
  ]);
  const log = memoryLog();
  const test: Pick<DealTest, 'settings' | 'checks' | 'cards'> = { settings: {}, checks: [], cards: {} };
  const directory: Partial<DirectoryPublic> = {
    getPartner: (partnerId) => Promise.resolve(cardOf(partnerId, test.cards[partnerId])),
    findPartner: (partnerId) =>
      Promise.resolve(partnerId === 'P-9999' ? null : cardOf(partnerId, test.cards[partnerId])),
    listInTerritory: (inCountry) =>
      Promise.resolve(
        Object.keys(test.cards)
          .map((partnerId) => cardOf(partnerId, test.cards[partnerId]))
          .filter(({ territory }) => territory.includes(inCountry)),
      ),
    listStaff: () => Promise.resolve(staff),
    listForeignNames: (partnerId) =>
      Promise.resolve(['P-0001', 'P-0002'].filter((id) => id !== partnerId).map((id) => `Partner ${id}`)),
    mayManage: (actor) =>
      Promise.resolve(
        actor.kind !== 'staff' ||
          actor.staffId === 'S-tomas' ||
          actor.roles.some((role) => role === 'partner_ops' || role === 'leadership'),
      ),
  };
  const audit = createAudit({ connection, clock });
  const open =
    (intents: ReturnType<typeof createIntentWriter>) =>
    (session: Write['session'], at: Date): Write => {
      const write: Write = {
        session,
        at,
        audit(entry) {
          crash('audit');
          return audit.append(write, entry);
        },
        send(intent) {
          crash('send');
          return intents.send(write, intent);
        },
        react: (reaction) => intents.react(write, reaction),
        withdraw: (key) => intents.withdraw(write, key),
      };
      return write;
    };
  const process = () => {
    const inOneWrite = createInOneWrite({ connection, clock, open: open(createIntentWriter(connection)) });
    const accounts = createAccountStore(connection);
    const letters = createLetterStore(connection);
    const stores = { accounts, letters, candidates: createCandidateStore(connection) };
    let step = 0;
    const service = createDealService({
      deals: createDealStore(connection),
      drafts: createDraftStore(connection),
      accounts: stores.accounts,
      findConflicts: createConflictFinder(stores).findConflicts,
      letters,
      history: createHistoryStore(connection),
      accountsAsOf: accounts.findAsOf,
      directory: directory as DirectoryPublic,
      settings: () => Promise.resolve(settingsOf(test.settings)),
      eligibilityChecks: () => test.checks,
      ids: { opaque: () => `id-${(step += 1)}`, step: () => 3 },
      clock,
      log,
      inOneWrite,
    });
    return { service, inOneWrite };
  };
  const first = process();
  const sweep = createSweepDue({ service: first.service, log });
  const rows = connection.collection<{ _id: string }>('deals');
  const whole: DealTest = Object.assign(test, {
    connection,
    clock,
    service: first.service,
    another: () => process().service,
    write: first.inOneWrite,
    async sweepTo(at: string) {
      const until = new Date(at);
      for (let next = await first.service.nextDueAt(); next !== null && next <= until;) {
        if (next > clock.now()) clock.moveTo(next);
        await sweep.run({}, { now: clock.now(), dryRun: false });
        next = await first.service.nextDueAt();
      }
      if (until > clock.now()) clock.moveTo(until);
    },
    async deal(dealId: string) {
      const row = await rows.findOne({ _id: dealId });
      if (row === null) throw new Error(`no ${dealId}`);
      return { ...row, dealId: row._id } as unknown as Deal;
    },
    async deals() {
      const found = await rows.find({}).sort({ completeAt: 1, sequence: 1 }).toArray();
      return found.map((row) => row._id);
    },
    async owed(filter = {}) {
      const found = await connection.collection('outbound_messages').find(filter).sort({ seq: 1 }).toArray();
      return found.map((row) => ({ ...row, key: String(row._id) }) as unknown as Owed);
    },
    async audited() {
      const entries = await connection.collection('audit_entries').find({}).sort({ _id: 1 }).toArray();
      return entries.map((entry) => String(entry['action']));
    },
  });
  return whole;
}

let drafts = 0;

/** A complete submission of this partner. */
export function submission(partnerId: string, change: Partial<DealDetails> = {}, who?: string) {
  drafts += 1;
  return { actor: memberOf(partnerId, who), partnerId, details: detailsOf(change), draftId: `V${drafts}` };
}
