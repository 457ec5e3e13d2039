import { describe, expect, it } from 'vitest';
import { staffRoles } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import { mayDo } from '#core/rights.ts';
import type { RightHolder } from '#core/rights.ts';
import { rights } from '#features/directory/rules.ts';
import { homeTeam } from '#sandbox/app.ts';
import { adminOf, sellerOf, teamOf } from '#test/kit/partners.ts';
import { acme, birch, channelOf, createDirectoryTest, staffPerson } from './kit.ts';

const acmeChannel = channelOf(acme);

describe('who is who', () => {
  it('tells staff, contacts, colleagues of contacts and strangers apart', async () => {
    const test = await createDirectoryTest((slack) => {
      slack.world.addTeam({ id: 'TSTRANGE', name: 'Strange' });
      slack.world.addUser({ id: 'USTRANGE', teamId: 'TSTRANGE', name: 'stranger' });
      slack.world.addUser({ id: 'UGUEST', teamId: homeTeam.id, name: 'guest', isRestricted: true });
      slack.world.addUser({ id: 'UNEWJOB', teamId: homeTeam.id, name: 'colleague' });
      slack.world.addUser({ id: 'UACMEBOT', teamId: teamOf(acme), name: 'acmebot', isBot: true });
      slack.world.addUser({ id: 'UACMEGUEST', teamId: teamOf(acme), name: 'temp', isRestricted: true });
      slack.world.channel(acmeChannel).memberIds.add('USTRANGE').add('UACMEBOT').add('UACMEGUEST');
    });
    const { people } = test.app.features;
    const place = await people.placeOf(acmeChannel);
    const who = (teamId: string, userId: string) => people.actorOf({ teamId, userId }, place);

    expect(await who(homeTeam.id, staffPerson.priya)).toMatchObject({
      kind: 'staff',
      name: 'Priya Nair',
      roles: ['partner_manager'],
    });
    expect(await who(homeTeam.id, 'UNEWJOB')).toMatchObject({ kind: 'staff', roles: [] });
    expect(await who(teamOf(acme), adminOf(acme))).toMatchObject({
      kind: 'partner',
      partnerId: 'P-0101',
      roles: ['partner_member', 'partner_admin'],
    });
    expect(await who(teamOf(acme), sellerOf(acme))).toMatchObject({ kind: 'partner', roles: ['partner_member'] });
    expect(await who(homeTeam.id, test.slack.world.botUserId)).toMatchObject({ kind: 'bot' });

    const strangers = [
      await who(teamOf(birch), adminOf(birch)),
      await who('TSTRANGE', 'USTRANGE'),
      await who(homeTeam.id, 'UGUEST'),
      await who(teamOf(acme), 'UACMEGUEST'),
      await who(teamOf(acme), 'UACMEBOT'),
      // A user id that is somebody else's does not prove the company that is claimed with it.
      await who(teamOf(acme), sellerOf(birch)),
      await who(homeTeam.id, sellerOf(birch)),
      await who(teamOf(acme), 'UNOBODY'),
    ];
    expect(strangers.map((actor) => actor.kind)).toEqual(strangers.map(() => 'stranger'));
    expect(await people.actorOf({ teamId: teamOf(acme), userId: adminOf(acme) }, null)).toMatchObject({
      kind: 'stranger',
    });
  });

  it('finds the place of a partner’s person without a channel, and none for staff and strangers', async () => {
    const test = await createDirectoryTest();
    const { people } = test.app.features;
    expect(await people.placeOfPerson({ teamId: teamOf(birch), userId: adminOf(birch) })).toEqual({
      partnerId: 'P-0102',
      channelId: channelOf(birch),
      isMain: true,
      readers: { kind: 'partner_person', partnerId: 'P-0102', isAdmin: true },
    });
    expect(await people.placeOfPerson({ teamId: homeTeam.id, userId: staffPerson.priya })).toBeNull();
    expect(await people.placeOfPerson({ teamId: 'TNONE', userId: 'UNONE' })).toBeNull();
  });

  it('writes to partners in their language and zone, to staff in English and theirs', async () => {
    const test = await createDirectoryTest();
    const { people, addressees } = test.app.features;
    const place = await people.placeOf(channelOf(birch));
    const partner = await people.actorOf({ teamId: teamOf(birch), userId: adminOf(birch) }, place);
    const staff = await people.actorOf({ teamId: homeTeam.id, userId: staffPerson.mei }, place);
    expect(await people.readerOf(partner, place)).toEqual({ language: 'de', zone: 'Europe/Berlin' });
    expect(await people.readerOf(staff, place)).toEqual({ language: 'en', zone: 'Asia/Singapore' });
    expect(await addressees.readerOfPerson({ teamId: homeTeam.id, userId: staffPerson.mei })).toEqual({
      language: 'en',
      zone: 'Asia/Singapore',
    });
  });
});

describe('who can read in a place', () => {
  it('fails closed where it does not know', async () => {
    const test = await createDirectoryTest();
    const { addressees } = test.app.features;
    expect(await addressees.readersOf({ channelId: acmeChannel })).toEqual({ kind: 'partner', partnerId: 'P-0101' });
    expect(await addressees.readersOf({ channelId: 'CUNMAPPED' })).toEqual({ kind: 'unknown' });
    await test.database
      .collection('partner_channels')
      .updateOne({ channelId: acmeChannel }, { $set: { companiesCheckedAt: null } });
    expect(await addressees.readersOf({ channelId: acmeChannel })).toEqual({ kind: 'unknown' });
    expect(await addressees.readersOf({ teamId: homeTeam.id, userId: staffPerson.priya })).toEqual({
      kind: 'staff_person',
    });
    expect(await addressees.readersOf({ teamId: homeTeam.id, userId: 'UNOTSTAFF' })).toEqual({ kind: 'unknown' });
    expect(await addressees.readersOf({ teamId: teamOf(acme), userId: sellerOf(acme) })).toEqual({
      kind: 'partner_person',
      partnerId: 'P-0101',
      isAdmin: false,
    });
    expect(await addressees.readersOf({ teamId: 'TNONE', userId: 'UNONE' })).toEqual({ kind: 'unknown' });
  });
});

describe('rights', () => {
  const staff = (role: (typeof staffRoles)[number]): Actor => ({
    kind: 'staff',
    person: { teamId: 'T', userId: 'U' },
    roles: [role],
  });
  const actors: readonly [RightHolder | 'stranger', Actor][] = [
    ...staffRoles.map((role): [RightHolder, Actor] => [role, staff(role)]),
    ...(['partner_member', 'partner_admin', 'partner_exec'] as const).map((role): [RightHolder, Actor] => [
      role,
      { kind: 'partner', partnerId: 'P-0001', person: { teamId: 'T', userId: 'U' }, roles: [role] },
    ]),
    ['operator', { kind: 'operator', name: 'test' }],
    ['job', { kind: 'job', name: 'test' }],
    ['stranger', { kind: 'stranger' }],
  ];
  const partnerPeople = ['partner_member', 'partner_admin', 'partner_exec'];
  const managers = ['partner_manager', 'pm_backup', 'partner_ops', 'admin'];
  const expected: Record<keyof typeof rights, readonly string[]> = {
    importPartners: ['partner_ops', 'admin', 'operator'],
    importStaff: ['partner_ops', 'admin', 'operator'],
    connectChannel: managers,
    confirmSight: partnerPeople,
    seeContacts: [...managers, ...partnerPeople],
    showPartner: [...managers, 'leadership'],
    changeStatus: [...managers, 'leadership'],
    changeTier: [...managers, 'leadership'],
    applyTierChanges: ['job', 'operator'],
    setPreferences: ['partner_admin'],
  };

  it.each(Object.keys(rights) as (keyof typeof rights)[])('%s is held by exactly those who should', (verb) => {
    const holders = actors.filter(([, actor]) => mayDo(rights, verb, actor)).map(([name]) => name);
    expect(holders.toSorted()).toEqual(expected[verb].toSorted());
  });
});

describe('who may act on a partner', () => {
  it('is its manager, ops, admins and leadership always, the cover only while the manager is away', async () => {
    const test = await createDirectoryTest();
    const { people, bySlug } = test.app.features;
    const mayManage = async (userId: string) =>
      bySlug.directory.public.mayManage(await people.actorOf({ teamId: homeTeam.id, userId }, null), 'P-0101');
    const { priya, tomas, mei, ines, greta } = staffPerson;
    expect(await Promise.all([priya, tomas, mei, ines, greta].map(mayManage))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    await test.database.collection('staff').updateOne({ key: 'priya' }, { $set: { awayUntil: '2026-11-17' } });
    expect(await mayManage(tomas)).toBe(true);
    await test.database.collection('staff').updateOne({ key: 'priya' }, { $set: { awayUntil: '2026-11-16' } });
    expect(await mayManage(tomas)).toBe(false);
  });
});
