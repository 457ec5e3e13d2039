import { describe, expect, test } from 'vitest';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import type { TestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf } from '#test/kit/partners.ts';
import { approve, berlin, dealApp, dealsOf, ines, later, press, register, sam, viewText } from './surface-kit.ts';

const buttons = [
  ...(['view', 'note', 'help', 'withdraw', 'answer', 'update', 'moreUpdate', 'extend'] as const),
  ...(['won', 'lost', 'takeUp', 'askPartnerManager', 'reinstate'] as const),
];
type Button = (typeof buttons)[number];

/** The form that a button opens where it is possible. */
const forms: Readonly<Partial<Record<Button, string>>> = {
  ...callbackIds,
  help: callbackIds.note,
  moreUpdate: callbackIds.update,
};

const closedOn = 'Closed on *13 Nov 2026*';
const asItStands = 'That does not fit how it stands now; nothing was changed.';
const always: readonly Button[] = ['view', 'askPartnerManager'];
const inReview: readonly Button[] = [...always, 'note', 'help', 'withdraw'];

/** What is possible, and what the other buttons say instead. */
const table: Readonly<
  Record<DealStatus, { possible: readonly Button[]; else: string; but?: Partial<Record<Button, string>> }>
> = {
  submitted: { possible: inReview, else: asItStands },
  in_review: { possible: inReview, else: asItStands },
  info_needed: { possible: [...inReview, 'answer'], else: asItStands },
  approved: {
    possible: [...inReview, 'update', 'moreUpdate', 'extend', 'won', 'lost'],
    else: asItStands,
  },
  rejected: {
    possible: [...always, 'note', 'help'],
    else: `${closedOn}: not approved. Nothing was changed.`,
    but: { takeUp: 'This offer is no longer open; you can register it again. Nothing was changed.' },
  },
  revoked: { possible: [...always, 'note', 'help'], else: `${closedOn}: revoked. Nothing was changed.` },
  withdrawn: { possible: always, else: `${closedOn}: withdrawn. Nothing was changed.` },
  expired: {
    possible: [...always, 'won', 'reinstate'],
    else: 'Protection ended on *12 Nov 2026*. Nothing was changed.',
  },
  won: { possible: always, else: `${closedOn}: won. Nothing was changed.` },
  lost: { possible: always, else: `${closedOn}: closed as lost. Nothing was changed.` },
};

async function appWithDeal(): Promise<TestApp> {
  const app = await dealApp([berlin]);
  await register(app, sam(app, berlin), berlin);
  await sam(app, berlin).closeView();
  await approve(app, ines(app));
  return app;
}

const open: readonly string[] = ['submitted', 'in_review', 'info_needed', 'approved'];

/** As if it had come so far; of an expired one the end was yesterday. */
async function setTo(app: TestApp, status: DealStatus): Promise<void> {
  const change = {
    status,
    closedAt: open.includes(status) ? null : app.clock.now(),
    protectedUntilOn: status === 'expired' ? '2026-11-12' : '2027-02-11',
  };
  await app.database.collection('deals').updateOne({ partnerId: partnerIdOf(berlin) }, { $set: change });
}

describe('a button of an old message', () => {
  test('does what it says or tells how the registration stands, in every state', async () => {
    const app = await appWithDeal();
    const seller = sam(app, berlin);
    const [deal] = await dealsOf(app, berlin);
    const place = { channelId: channelOf(berlin), ts: '1.1', forged: true };
    for (const [status, { possible, else: otherwise, but }] of Object.entries(table)) {
      await setTo(app, status as DealStatus);
      // Slack takes only so many forms a minute.
      await later(app);
      const before = await dealsOf(app, berlin);
      for (const button of buttons) {
        await seller.press({ ...place, actionId: actionIds[button], value: deal?._id ?? '' });
        await app.time.settle();
        const said = button === 'takeUp' ? (seller.ephemeralMessages().at(-1)?.text ?? '') : viewText(seller);
        const words = possible.includes(button) ? (forms[button] ?? 'Elmstone Clinics') : (but?.[button] ?? otherwise);
        expect(said, `${button} when ${status}`).toContain(words);
        expect(said, `${button} when ${status}`).not.toMatch(/reference|went wrong/i);
        while (seller.currentView() !== undefined) await seller.closeView();
      }
      expect(await dealsOf(app, berlin), status).toEqual(before);
    }
    expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);

  test('in the form that was open meanwhile, too; what can be done stands beside it', async () => {
    const app = await appWithDeal();
    const seller = sam(app, berlin);
    const filled = {
      update: { nextStep: 'Offer on Friday' },
      extend: { newCloseOn: '2027-03-15', activity: 'A demo' },
      won: { contractOn: '2026-11-13' },
      lost: { reason: 'price' },
      withdraw: { reason: 'mistake' },
      note: { note: 'One more thing' },
    } as const;
    for (const [button, values] of Object.entries(filled)) {
      await setTo(app, 'approved');
      const value = (await dealsOf(app, berlin))[0]?._id ?? '';
      const place = { channelId: channelOf(berlin), ts: '1.1', forged: true };
      await seller.press({ ...place, actionId: actionIds[button as Button], value });
      await app.time.settle();
      await setTo(app, 'lost');
      const sent = await seller.submitView({ values });
      expect(sent.errors, button).toEqual({});
      expect(viewText(seller), button).toContain(`${closedOn}: closed as lost. Nothing was changed.`);
      expect(viewText(seller), button).toContain('Register again');
      await seller.closeView();
    }
    await later(app);
    expect((await dealsOf(app, berlin))[0]?.status).toBe('lost');
  });

  test('of an answer that a colleague gave meanwhile says that it is back in review', async () => {
    const app = await appWithDeal();
    await setTo(app, 'in_review');
    await press(app, sam(app, berlin), berlin, actionIds.update);
    expect(viewText(sam(app, berlin))).toContain(asItStands);
    expect(viewText(sam(app, berlin))).toContain('in review');
  });
});
