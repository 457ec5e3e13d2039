import { describe, expect, it } from 'vitest';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { Feature } from '#core/feature.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerWorld, seedPartners } from '#test/kit/partners.ts';
import {
  auditOf,
  channelOf,
  acme,
  command,
  createDirectoryTest,
  modalOf,
  staffPerson,
  submit,
  wordsOf,
} from './kit.ts';

const { priya, tomas, greta } = staffPerson;
const channelId = channelOf(acme);

const partner = (test: TestApp) => test.database.collection('partners').findOne({ partnerId: 'P-0101' });

/** Says what a change would do, and hears of those that are made. */
function listener(heard: PartnerChange[]): Feature {
  return {
    slug: 'listener',
    rights: {},
    onPartnerChange: (change) => Promise.resolve(void heard.push(change)),
    previewPartnerChange: ({ before, after }) => Promise.resolve([`• plan of ${before?.tier} becomes ${after.tier}`]),
  };
}

describe('/partner tier', () => {
  it('waits for the partner’s first midnight of the next quarter, and says so', async () => {
    const heard: PartnerChange[] = [];
    const test = await createTestApp({
      startAt: new Date('2026-12-31T20:00:00Z'),
      world: partnerWorld([acme]),
      overrides: { moreFeatures: () => [listener(heard)] },
    });
    await seedPartners(test, [acme]);
    await command(test, priya, '/partner tier P-0101 core grew well', channelId);
    expect(wordsOf(modalOf(test, priya))).toContain('From 1 January 2027');
    await submit(test, priya, { when: 'quarter', reason: 'grew well' });
    expect(wordsOf(modalOf(test, priya))).toContain('Until 1 January 2027 nothing changes');
    expect(await partner(test)).toMatchObject({ tier: 'emerging', tierChange: null });

    await submit(test, priya, {});
    expect(wordsOf(modalOf(test, priya))).toContain('becomes *core* on 1 January 2027');
    expect(await auditOf(test, 'partner.tier_change_planned')).toMatchObject([{ reason: 'grew well' }]);
    await test.time.advanceTo(new Date('2026-12-31T23:59:00Z'));
    expect(await partner(test)).toMatchObject({ tier: 'emerging' });
    heard.length = 0;
    await test.time.advanceTo(new Date('2027-01-01T00:20:00Z'));
    expect(await partner(test)).toMatchObject({ tier: 'core', tierChange: null });
    expect(heard).toMatchObject([{ before: { tier: 'emerging' }, after: { tier: 'core' } }]);
    await test.app.runJob('directory.sweep-tier-changes');
    expect(await auditOf(test, 'partner.tier_changed')).toHaveLength(1);
  });

  it('shows what a correction does before it is made', async () => {
    const heard: PartnerChange[] = [];
    const test = await createDirectoryTest(undefined, { moreFeatures: () => [listener(heard)] });
    heard.length = 0;
    await command(test, greta, '/partner tier P-0101 strategic', channelId);
    await submit(test, greta, { when: 'now', reason: 'wrong file' });
    expect(wordsOf(modalOf(test, greta))).toContain('plan of emerging becomes strategic');
    expect(heard).toEqual([]);
    await submit(test, greta, {});
    expect(await partner(test)).toMatchObject({ tier: 'strategic' });
    expect(heard).toMatchObject([{ after: { tier: 'strategic' } }]);
  });

  it.each([
    [priya, 'P-0101 strategic because', 'somebody of leadership has to apply'],
    [priya, 'P-0101 emerging because', 'is *emerging* already'],
    [priya, 'P-0101 gold', 'There are: strategic, core, emerging'],
    [tomas, 'P-0101 core because', 'You do not look after this partner'],
    [priya, 'P-9999 core', 'Not found'],
  ])('refuses what may not be, and says why (%s, %s)', async (person, text, words) => {
    const test = await createDirectoryTest();
    await command(test, person, `/partner tier ${text}`, channelId);
    expect(wordsOf(test.slack.as(person).ephemeralMessages().at(-1))).toContain(words);
    expect(await partner(test)).toMatchObject({ tier: 'emerging', tierChange: null });
  });
});
