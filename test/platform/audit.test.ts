import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '#core/clock.ts';
import type { AuditEntry, InOneWrite, Write } from '#core/write.ts';
import { auditEntries, createAudit } from '#platform/audit.ts';
import type { Audit } from '#platform/audit.ts';
import { connectMongo, createDeclared, createInOneWrite, modelOf } from '#platform/mongo.ts';
import { isPersonal } from '#platform/personal-fields.ts';
import { startMongod } from '#sandbox/mongod/server.ts';
import type { MongodStandIn } from '#sandbox/mongod/server.ts';

const clock = manualClock(new Date('2026-11-16T09:00:00Z'));
let mongod: MongodStandIn;
let connection: Connection;
let audit: Audit;
let inOneWrite: InOneWrite;

beforeAll(async () => {
  mongod = await startMongod({ clock });
  connection = await connectMongo({ uri: mongod.uri, database: 'drumbeat_test_audit', timeoutMs: 5000 });
  audit = createAudit({ connection, clock });
  const notUsed = (): Promise<void> => Promise.reject(new Error('not used here'));
  const open = (session: Write['session'], at: Date): Write => ({
    session,
    at,
    audit: (entry) => audit.append({ session, at }, entry, 'corr-1'),
    send: notUsed,
    react: notUsed,
    withdraw: notUsed,
  });
  inOneWrite = createInOneWrite({ connection, clock, open });
});
beforeEach(async () => {
  await connection.dropDatabase();
  await createDeclared(connection, [auditEntries]);
});
afterAll(async () => {
  await connection.close();
  await mongod.close();
});

function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: { kind: 'staff', person: { teamId: 'T0HOME', userId: 'U0ADA' }, roles: ['partner_manager'] },
    action: 'partner.connected',
    object: 'partners/P-0001',
    partnerId: 'P-0001',
    ...changes,
  };
}

describe('the audit trail', () => {
  it('keeps who did what to which object when, why and where', async () => {
    const before = { status: 'invited' };
    const after = { status: 'active' };
    await inOneWrite((write) =>
      write.audit(entry({ before, after, reason: 'signed', channelId: 'C0ACME', ts: '1700000000.000100' })),
    );
    expect(await audit.list({ limit: 10 })).toEqual([
      {
        at: clock.now(),
        actor: 'staff:T0HOME/U0ADA',
        actorType: 'staff',
        action: 'partner.connected',
        object: 'partners/P-0001',
        partnerId: 'P-0001',
        changes: [{ field: 'status', before: 'invited', after: 'active' }],
        reason: 'signed',
        channelId: 'C0ACME',
        ts: '1700000000.000100',
        correlationId: 'corr-1',
      },
    ]);
  });

  it('holds no entry for a write that did not happen', async () => {
    const failing = inOneWrite(async (write) => {
      await write.audit(entry());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await audit.list({ limit: 10 })).toEqual([]);
  });

  it('takes refusals outside a write', async () => {
    await audit.appendAlone(entry({ actor: { kind: 'stranger' }, action: 'press.refused', partnerId: null }));
    expect(await audit.list({ limit: 10 })).toMatchObject([
      { at: clock.now(), actor: 'stranger', actorType: 'stranger', action: 'press.refused', correlationId: null },
    ]);
  });

  it('lists the newest first, by partner or object, and no more than asked', async () => {
    await inOneWrite(async (write) => {
      await write.audit(entry({ action: 'partner.created' }));
      await write.audit(entry({ action: 'partner.connected' }));
    });
    clock.moveTo(new Date(clock.now().getTime() + 1000));
    await audit.appendAlone(entry({ action: 'deal.approved', object: 'deals/DR-2026-0007' }));
    await audit.appendAlone(entry({ action: 'partner.created', object: 'partners/P-0002', partnerId: 'P-0002' }));
    const actionsOf = async (query: Parameters<Audit['list']>[0]): Promise<string[]> =>
      (await audit.list(query)).map((record) => record.action);
    expect(await actionsOf({ partnerId: 'P-0001', limit: 10 })).toEqual([
      'deal.approved',
      'partner.connected',
      'partner.created',
    ]);
    expect(await actionsOf({ partnerId: 'P-0001', limit: 1 })).toEqual(['deal.approved']);
    expect(await actionsOf({ object: 'partners/P-0001', limit: 10 })).toEqual(['partner.connected', 'partner.created']);
    expect(await actionsOf({ partnerId: 'P-0002', object: 'partners/P-0001', limit: 10 })).toEqual([]);
  });

  it('hashes personal fields, deep ones too, so that a change shows but not the person', async () => {
    const before = {
      name: 'Ada Lovelace',
      contacts: [{ email: 'ada@acme.example', role: 'partner_admin' }],
      tier: 'core',
    };
    const after = { name: 'Ada King', contacts: [{ email: 'ada@acme.example', role: 'partner_member' }], tier: 'core' };
    await audit.appendAlone(entry({ before, after }));
    const [record] = await audit.list({ limit: 1 });
    const hash = expect.stringMatching(/^sha256:[0-9a-f]{32}$/u);
    expect(record?.changes).toEqual([
      { field: 'name', before: hash, after: hash },
      {
        field: 'contacts',
        before: [{ email: hash, role: 'partner_admin' }],
        after: [{ email: hash, role: 'partner_member' }],
      },
    ]);
    const [name, contacts] = record?.changes ?? [];
    const emailIn = (value: unknown): string => (value as { email: string }[])[0]?.email ?? 'none';
    expect(name?.before).not.toBe(name?.after);
    expect(emailIn(contacts?.before)).toBe(emailIn(contacts?.after));
    expect(JSON.stringify(record)).not.toMatch(/Ada L|Ada K|acme\.example/u);
  });

  it.each(['name', 'email', 'userId', 'phone', 'contactEmail', 'contact.phone', 'memberUserIds', 'user_id', 'person'])(
    'takes %s for personal',
    (field) => expect(isPersonal(field)).toBe(true),
  );

  it.each(['status', 'tier', 'displayName', 'topicNames', 'partnerId', 'channelId', 'closeOn'])(
    'does not take %s for personal',
    (field) => expect(isPersonal(field)).toBe(false),
  );

  it('keeps settings under their dotted paths', async () => {
    await audit.appendAlone(entry({ before: { 'caps.perWeek': 3 }, after: { 'caps.perWeek': 4, 'caps.new': null } }));
    expect((await audit.list({ limit: 1 }))[0]?.changes).toEqual([{ field: 'caps.perWeek', before: 3, after: 4 }]);
  });

  it('offers no way to change an entry, and changing what it lists changes nothing', async () => {
    await audit.appendAlone(entry());
    expect(Object.keys(audit).toSorted()).toEqual(['append', 'appendAlone', 'list']);
    const [record] = await audit.list({ limit: 1 });
    Object.assign(record ?? {}, { action: 'forged' });
    expect((await audit.list({ limit: 1 }))[0]?.action).toBe('partner.connected');
  });

  it('refuses changes and deletions through its model too', async () => {
    await audit.appendAlone(entry());
    const entries = modelOf(connection, auditEntries);
    const document = await entries.findOne().orFail();
    document.action = 'forged';
    const attempts = [
      () => document.save(),
      () => document.deleteOne(),
      () => entries.updateOne({}, { $set: { action: 'forged' } }),
      () => entries.updateMany({}, { $set: { action: 'forged' } }),
      () => entries.findOneAndUpdate({}, { $set: { action: 'forged' } }),
      () => entries.replaceOne({}, { action: 'forged' }),
      () => entries.findOneAndDelete({}),
      () => entries.deleteOne({}),
      () => entries.deleteMany({}),
    ];
    for (const attempt of attempts) {
      await expect((async () => attempt())()).rejects.toMatchObject({ code: 'core.audit_append_only' });
    }
    expect(await audit.list({ limit: 10 })).toMatchObject([{ action: 'partner.connected' }]);
  });
});
