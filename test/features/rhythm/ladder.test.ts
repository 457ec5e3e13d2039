import { describe, expect, it } from 'vitest';
import { actionIds, callbackIds } from '#blocks/rhythm/ids.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import {
  adminOf,
  channelOf,
  partnerIdOf,
  partnerWorld,
  seedPartners,
  sellerOf,
  staffPerson,
  teamOf,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { after } from '#test/features/check-ins/kit.ts';
import { command, modalOf, wordsOf } from '#test/features/directory/kit.ts';

/** Weekly deal reviews: asked on Monday, closed on Wednesday at 17:00. */
const acme: TestPartner = { ref: 'P101', name: 'Acme', tier: 'strategic' };
const birch: TestPartner = { ref: 'P102', name: 'Birch', tier: 'strategic', status: 'paused' };
const { priya, tomas } = staffPerson;
const channelId = channelOf(acme);

async function started(): Promise<TestApp> {
  const test = await createTestApp({ world: partnerWorld([acme, birch]) });
  await seedPartners(test, [acme, birch]);
  return test;
}

/** Past the Wednesday on which the nth review closes without an answer; that of week 49 is part of the monthly one. */
const closed = ['2026-11-18T18:00:00Z', '2026-11-25T18:00:00Z', '2026-12-09T18:00:00Z'].map((at) => new Date(at));

async function missed(test: TestApp, times: number): Promise<void> {
  for (const at of closed.slice(0, times)) await test.time.advanceTo(at);
  // The offer waits for the next window of the partner.
  await test.time.advanceTo(new Date((closed[times - 1]?.getTime() ?? 0) + 20 * 3_600_000));
}

const staffNotes = (test: TestApp): string => test.slack.as(priya).dms().map(wordsOf).join('\n');
const offers = (test: TestApp, channel = channelId) =>
  test.slack
    .messages(channel)
    .filter(({ text }) => /something else suit you better|is left out|Moved: your/.test(text));
const audit = (test: TestApp, action: string) => test.database.collection('audit_entries').find({ action }).toArray();

function offerIdOf(pressed: Record<string, unknown>): string {
  const [action] = pressed['actions'] as { value: string }[];
  return action?.value ?? '';
}

describe('a touch that was missed', () => {
  it('the first time is a note to the partner manager, nothing in the channel', async () => {
    const test = await started();
    await missed(test, 1);
    expect(staffNotes(test)).toContain('did not answer the deal review of Mon 16 Nov');
    expect(offers(test)).toEqual([]);
    expect(await test.database.collection('follow_ups').countDocuments({ rule: 'MISSED' })).toBe(0);
  });

  it('the second time is a call within two business days, and a choice in the thread; one tap skips the month', async () => {
    const test = await started();
    await missed(test, 2);
    const calls = { rule: 'MISSED', partnerId: partnerIdOf(acme) };
    expect(await test.database.collection('follow_ups').find(calls).toArray()).toMatchObject([{ dueOn: '2026-12-01' }]);
    const [offer] = offers(test);
    expect(offer?.threadTs).toBeDefined();
    expect(offer?.text).toBe(
      'Your next deal review comes Mon 7 Dec 10:00 (London). Would something else suit you better?',
    );

    const ts = offer?.ts ?? '';
    const presses = [sellerOf, adminOf].map((person) =>
      test.slack.as(person(acme)).press({ channelId, ts, actionId: actionIds.skip }),
    );
    await after(test, Promise.all(presses));
    await test.time.advanceTo(new Date('2026-11-27T10:00:00Z'));
    expect(offers(test).map(({ text }) => text)).toEqual(['December is left out. The next one comes as usual.']);
    expect(await audit(test, 'cadence.skipped')).toHaveLength(1);
    await test.time.advanceTo(new Date('2026-12-07T12:00:00Z'));
    const review = { touchId: 'weekly_deal_review', partnerId: partnerIdOf(acme), anchorOn: '2026-12-07' };
    expect(await test.database.collection('touch_occurrences').find(review).toArray()).toMatchObject([
      { state: 'skipped', reason: 'partner_skip' },
    ]);
  });

  it('lets the partner move the coming one, and only their own', async () => {
    const test = await started();
    await missed(test, 2);
    const ts = offers(test)[0]?.ts ?? '';
    const person = test.slack.as(sellerOf(acme));
    await after(test, person.press({ channelId, ts, actionId: actionIds.move }));
    expect(person.currentView()?.content['callback_id']).toBe(callbackIds.move);
    await after(test, person.submitView({ values: { day: '2026-12-08', time: '14:00' } }));
    await test.time.advanceTo(new Date('2026-11-26T15:00:00Z'));
    expect(offers(test)[0]?.text).toBe('Moved: your deal review comes Tue 8 Dec 14:00 (London).');
  });

  it('is nothing that a person of another company can answer, with a forged request neither', async () => {
    const test = await started();
    await missed(test, 2);
    const ts = offers(test)[0]?.ts ?? '';
    await after(test, test.slack.as(sellerOf(acme)).press({ channelId, ts, actionId: actionIds.move }));
    const pressed = test.slack.log.deliveries.findLast(({ name }) => name === actionIds.move)?.payload ?? {};
    const forged = {
      ...pressed,
      trigger_id: 'forged',
      user: { id: sellerOf(birch), team_id: teamOf(birch) },
      channel: { id: channelOf(birch) },
      actions: [{ action_id: actionIds.skip, block_id: 'b', type: 'button', value: offerIdOf(pressed) }],
    };
    const body = `payload=${encodeURIComponent(JSON.stringify(forged))}`;
    await after(test, test.slack.rawDelivery(test.slack.signedRequest(body)));
    expect(await test.database.collection('rhythm_offers').find({}).toArray()).toMatchObject([{ choice: null }]);
  });

  it(
    'the third time marks the partner as silent and drafts a note to its executive, not in the channel',
    { timeout: 60_000 },
    async () => {
      const test = await started();
      await missed(test, 3);
      expect(staffNotes(test)).toContain('has missed the deal review 3 times in a row: at risk (T-SILENT)');
      const triggers = await test.database.collection('follow_ups').find({ rule: 'T-SILENT' }).toArray();
      expect(triggers.map(({ kind, partnerVisible }) => [kind, partnerVisible])).toEqual([['trigger', false]]);
      const channel = test.slack.messages(channelId).map(wordsOf).join('\n');
      expect(channel).not.toMatch(/at risk|silent|3 times/i);
    },
  );
});

describe('/partner rhythm', () => {
  it('shows what comes, and what a pause changes before it is made', async () => {
    const test = await started();
    await command(test, priya, `/partner rhythm ${partnerIdOf(acme)}`, channelId);
    expect(wordsOf(modalOf(test, priya))).toContain('Mon 23 Nov 10:00 · deal review');
    const person = test.slack.as(priya);
    await after(test, person.pressInView({ actionId: actionIds.pause }));
    await after(test, person.submitView({ values: { day: '2026-12-07' } }));
    expect(wordsOf(modalOf(test, priya))).toContain('Mon 23 Nov 10:00 · deal review: no longer held');
    expect(await audit(test, 'cadence.paused')).toEqual([]);
    await after(test, person.submitView({}));
    expect(await audit(test, 'cadence.paused')).toHaveLength(1);
    await command(test, priya, `/partner rhythm ${partnerIdOf(acme)}`, channelId);
    expect(wordsOf(modalOf(test, priya))).not.toContain('Mon 23 Nov');
  });

  it('refuses the manager of another partner, and a day that is outside the period', async () => {
    const test = await started();
    await command(test, tomas, `/partner rhythm ${partnerIdOf(acme)}`, channelId);
    expect(wordsOf(test.slack.as(tomas).ephemeralMessages().at(-1))).toContain('looked after by somebody else');
    await command(test, priya, `/partner rhythm ${partnerIdOf(acme)}`, channelId);
    const person = test.slack.as(priya);
    await after(
      test,
      person.pressInView({ actionId: actionIds.change, value: `${partnerIdOf(acme)}|weekly_deal_review|2026-W48` }),
    );
    const refused = await person.submitView({ values: { what: 'move', day: '2027-03-01', time: '10:00' } });
    expect(refused.errors).toMatchObject({ day: expect.stringContaining('belongs to another period') as string });
    expect(await audit(test, 'cadence.moved')).toEqual([]);
  });
});
