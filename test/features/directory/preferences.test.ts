import { describe, expect, it } from 'vitest';
import type { PartnerActor } from '#core/actor.ts';
import { acme, auditOf, birch, createDirectoryTest } from './kit.ts';
import { adminOf, teamOf } from '#test/kit/partners.ts';

const admin: PartnerActor = {
  kind: 'partner',
  partnerId: 'P-0101',
  person: { teamId: teamOf(acme), userId: adminOf(acme) },
  roles: ['partner_admin'],
};
const wanted = { partnerId: 'P-0101', sendWeekday: 2, sendTime: '10:00', mutedTopics: ['p2p', 'newsletter', 'p2p'] };

async function directoryOf() {
  const test = await createDirectoryTest();
  return { test, directory: test.app.features.bySlug.directory.public };
}

describe('preferences of a partner', () => {
  it('are set once by its admin and audited with the difference; the same again is nothing new', async () => {
    const { test, directory } = await directoryOf();
    await directory.setPreferences({ actor: admin, ...wanted });
    await directory.setPreferences({ actor: admin, ...wanted });
    const chosen = { sendWeekday: 2, sendTime: '10:00', mutedTopics: ['newsletter', 'p2p'] };
    expect(await directory.getPreferences('P-0101')).toEqual(chosen);
    expect(await auditOf(test, 'preferences.changed')).toMatchObject([
      { partnerId: 'P-0101', object: 'partners/P-0101', actorType: 'partner' },
    ]);
  });

  it.each([
    ['a weekend', { sendWeekday: 7 }, 'directory.send_day_off', 'sendWeekday'],
    ['a time before the window', { sendTime: '07:00' }, 'directory.send_time_outside', 'sendTime'],
    ['a time after the window', { sendTime: '16:31' }, 'directory.send_time_outside', 'sendTime'],
    ['what always reaches them', { mutedTopics: ['payout'] }, 'directory.topic_not_mutable', 'mutedTopics'],
  ])('cannot be %s, and the field is named', async (_what, change, code, field) => {
    const { directory } = await directoryOf();
    await expect(directory.setPreferences({ actor: admin, ...wanted, ...change })).rejects.toMatchObject({
      code,
      field,
    });
    expect(await directory.getPreferences('P-0101')).toMatchObject({ sendWeekday: null, sendTime: null });
  });

  it('of another partner look as if they were not there, and a member who is no admin is refused', async () => {
    const { directory } = await directoryOf();
    const foreign = { ...admin, partnerId: 'P-0102', person: { teamId: teamOf(birch), userId: adminOf(birch) } };
    const member = { ...admin, roles: ['partner_member'] as const };
    await expect(directory.setPreferences({ actor: foreign, ...wanted })).rejects.toMatchObject({ kind: 'missing' });
    await expect(directory.setPreferences({ actor: member, ...wanted })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
