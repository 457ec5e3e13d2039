import { describe, expect, it, test } from 'vitest';
import { actionIds as touchActions } from '#blocks/check-ins/ids.ts';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import type { TouchRun } from '#core/touches.ts';
import { after, goTo } from '#test/features/check-ins/kit.ts';
import { adminOf, channelOf, partnerIdOf, sellerOf, staffPerson, teamOf } from '#test/kit/partners.ts';
import { detailsOf } from './kit-deals.ts';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import { dealApp, dealsOf, shows, threadOf } from './surface-kit.ts';

const larkhill = {
  ref: 'P103',
  zone: 'Europe/Warsaw',
  country: 'PL',
  name: 'Larkhill Data',
  tier: 'strategic',
} as const;
const review = new Date('2026-12-14T09:00:00Z');

describe('answers of a review about a deal', () => {
  const run: TouchRun = {
    ...{ occurrenceId: 'weekly_deal_review:P-0001:2026-W48', touchId: 'weekly_deal_review', partnerId: 'P-0001' },
    ...{ periodKey: '2026-W48', heldOn: '2026-11-23', zone: 'Europe/Berlin', meetingAt: null },
    closeAt: new Date('2026-11-25T16:00:00Z'),
  };
  const actor = memberOf('P-0001');
  const prefill = { D3: '2027-02-26', D5: 'likely' };
  const answers = { D1: 'no_change', D2: '2026-12-01 Call the buyer', D3: '2027-02-26', D5: 'likely' };

  async function approved() {
    const it = await dealTest();
    const { dealId } = await it.service.submitDeal(submission('P-0001'));
    await it.service.approveDeal({ dealId, actor: staffActor('ines') });
    it.clock.moveTo(new Date('2026-11-23T10:00:00Z'));
    const take = (more: object = {}, who = actor, partnerId = 'P-0001') =>
      it.write((write) =>
        it.service.takeAnswers(
          {
            run: { ...run, partnerId },
            subjectId: dealId,
            answers: { ...answers, ...more },
            prefill,
            actor: who,
          },
          write,
        ),
      );
    return { it, dealId, take };
  }

  it('reset the stale clock and keep the next step; the same again changes nothing', async () => {
    const { it, dealId, take } = await approved();
    await take();
    const deal = await it.deal(dealId);
    expect(deal).toMatchObject({ nextStep: 'Call the buyer', nextStepOn: '2026-12-01', lastUpdateAt: it.clock.now() });
    expect(deal.timers).toContainEqual({ step: 'stale_30', at: new Date('2026-12-23T09:00:00Z') });
    await take();
    expect(await it.deal(dealId)).toEqual(deal);
  });

  it('that only confirm take back nothing that changed meanwhile, and a later date is one slip', async () => {
    const { it, dealId, take } = await approved();
    await it.service.recordUpdate({ dealId, actor, update: { expectedCloseOn: '2027-03-12' } });
    await take();
    expect(await it.deal(dealId)).toMatchObject({ details: { expectedCloseOn: '2027-03-12' } });
    await take({ D3: '2027-03-19' });
    await it.service.recordUpdate({ dealId, actor, update: { expectedCloseOn: '2027-03-26' } });
    await take({ D3: '2027-03-19', D4: ['pricing'] });
    expect(await it.deal(dealId)).toMatchObject({
      details: { expectedCloseOn: '2027-03-26' },
      protection: { closeSlips: 3 },
    });
  });

  it('won asks for the contract in the thread, once; a deal that is closed by now is left alone', async () => {
    const { it, dealId, take } = await approved();
    await take({ D1: 'won' });
    await take({ D1: 'won' });
    expect(await it.owed({ message: 'deals.closing' })).toMatchObject([{ params: { dealId, outcome: 'won' } }]);
    expect(await it.deal(dealId)).toMatchObject({ status: 'approved', win: null });
    await it.service.markLost({ dealId, actor, reason: 'price' });
    const closed = await it.deal(dealId);
    await take({ D1: 'moved', D2: '2026-12-02 Other' });
    expect(await it.deal(dealId)).toEqual(closed);
  });

  it('of another partner touch nothing', async () => {
    const { it, dealId, take } = await approved();
    const before = await it.deal(dealId);
    await take({}, memberOf('P-0002'), 'P-0002');
    await expect(take({}, memberOf('P-0002'))).rejects.toMatchObject({ kind: 'missing' });
    expect(await it.deal(dealId)).toEqual(before);
  });
});

test('a deal that nobody updated is asked about on Monday; one tap answers it, and its stale clock starts again', async () => {
  const app = await dealApp([larkhill], { startAt: new Date('2026-11-27T09:00:00Z') });
  const { service } = app.app.features.bySlug.deals;
  const partnerId = partnerIdOf(larkhill);
  const person = { teamId: teamOf(larkhill), userId: sellerOf(larkhill) };
  const seller = { kind: 'partner', partnerId, person, name: 'Sam', roles: ['partner_member'] } as const;
  const details = detailsOf({
    ...{ registrationType: 'resale', interactionOn: '2026-11-26', customerCountry: 'PL' },
    dealOwner: { name: 'Sam', person },
  });
  const { dealId } = await service.submitDeal({ actor: seller, partnerId, details, draftId: 'D-1' });
  const staff = await app.database.collection('staff').findOne({ key: 'ines' });
  const staffId = String(staff?.['staffId']);
  const ines = { teamId: 'T0LUMEN', userId: staffPerson.ines };
  const approver = { kind: 'staff', staffId, name: 'Ines', person: ines, roles: ['partner_ops'] } as const;
  await service.approveDeal({ dealId, actor: approver });

  await goTo(app, review);
  const prompt = app.slack
    .messages(channelOf(larkhill))
    .findLast(({ text, threadTs }) => text.includes('Deal review') && threadTs === undefined);
  const blocks = JSON.stringify(prompt?.blocks);
  expect(blocks).toContain('1 approved registration, 0 changed in the last week');
  expect(blocks).toMatch(/Elmstone Clinics · EUR 48,000 · Qualified, 17 days · close 26 Feb 2027 · \d+ days protected/);

  const anna = app.slack.as(adminOf(larkhill));
  const place = { channelId: channelOf(larkhill), ts: prompt?.ts ?? '' };
  const value = `weekly_deal_review:${partnerId}:2026-W51|moved|D1|0`;
  await after(app, anna.press({ ...place, actionId: touchActions.choice[0], value }));
  const [once] = await dealsOf(app, larkhill);
  expect(once).toMatchObject({ lastUpdateAt: expect.any(Date), lastReview: { taken: { D1: 'moved' } } });
  const { lastUpdateAt } = await service.getOwn({ actor: seller, dealId });
  expect(lastUpdateAt?.getTime()).toBeGreaterThan(review.getTime());
  await app.slack.replayLast();
  await after(app, anna.press({ ...place, actionId: touchActions.choice[0], value, forged: true }));
  expect(await dealsOf(app, larkhill)).toEqual([once]);

  await after(app, anna.press({ ...place, actionId: actionIds.registerFromCheckIn }));
  await shows(anna, callbackIds.customer);
  expect(threadOf(app, larkhill, 'Elmstone')[0]).toContain('approved');
});
