import { expect, test } from 'vitest';
import { actionIds } from '#blocks/follow-ups/ids.ts';
import { staffPerson } from '#test/kit/partners.ts';
import {
  after,
  allFollowUps,
  answer,
  answered,
  appWith,
  berlin,
  dmsOf,
  dmTexts,
  goTo,
  onlyFollowUp,
  pressDm,
  prompted,
  repliesOf,
} from './kit.ts';

test('a blocker gets an owner and a day, the owner works from the card, the partner reads the result', async () => {
  const app = await appWith();
  await prompted(app);
  const opened = await answered(app, [answer('C3', ['pricing'])]);
  const { followUpId } = await onlyFollowUp(app);
  expect(opened).toEqual({ openedIds: [followUpId], cancelledIds: [], partnerIsTold: true });
  expect(repliesOf(app)).toEqual([`Thanks. Logged as *${followUpId}*, Ines Okafor will answer by Thu 19 Nov.`]);
  await goTo(app, '2026-11-16T10:00:00Z');
  expect(dmTexts(app, 'ines')).toEqual([expect.stringContaining(`*${followUpId}* · Pricing`)]);
  expect(dmTexts(app, 'priya')).toEqual([]);

  await pressDm(app, 'ines', actionIds.start);
  expect((await onlyFollowUp(app)).state).toBe('in_progress');
  expect(repliesOf(app)[0]).toContain('is in work');

  await pressDm(app, 'ines', actionIds.finish);
  const ines = app.slack.as(staffPerson.ines);
  const submitted = await ines.submitView({
    values: { sentence: 'The new list is in the channel.', note: 'They were angry' },
  });
  expect(submitted.errors).toEqual({});
  await goTo(app, '2026-11-16T11:00:00Z');
  expect(repliesOf(app)).toEqual([
    `• ✓ ${followUpId} (Pricing) is done`,
    `*${followUpId}* done: The new list is in the channel.`,
  ]);
  expect(await onlyFollowUp(app)).toMatchObject({
    state: 'done',
    nextStep: null,
    notes: [{ text: 'They were angry' }],
  });
  expect(JSON.stringify(app.slack.messages('CP201'))).not.toContain('angry');
  expect(dmTexts(app, 'ines').join()).toContain('done');
});

test('a low rating: thanks without a judgement for the partner, a card for the manager by the next business day', async () => {
  const app = await appWith([berlin]);
  await prompted(app, berlin);
  await answered(app, [answer('C1', '2')], berlin);
  const { followUpId } = await onlyFollowUp(app);
  expect(repliesOf(app, berlin)).toEqual([
    `Danke. Notiert als *${followUpId}*: Bis Di., 17. Nov. antwortet Priya Nair.`,
  ]);
  expect(dmTexts(app, 'priya')).toEqual([]);
  await goTo(app, '2026-11-16T14:00:00Z');
  expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('Tue 17 Nov 17:00 (New York)')]);
  expect(JSON.stringify(dmsOf(app, 'priya'))).toContain('They are not happy');
});

test('won’t do needs a reason, keeps what was typed when a field is wrong, and the partner reads why', async () => {
  const app = await appWith([{ ref: 'P201', name: 'Mossgrove Tech' }, berlin]);
  await prompted(app);
  await answered(app, [answer('C4', 'intro')]);
  const { followUpId } = await onlyFollowUp(app);
  await goTo(app, '2026-11-16T14:00:00Z');
  await pressDm(app, 'priya', actionIds.decline);
  const priya = app.slack.as(staffPerson.priya);
  const named = await priya.submitView({
    values: { sentence: 'We already do this with otterbrook systems.', note: 'keep' },
  });
  expect(named.errors['sentence']).toContain('names another partner');
  expect(JSON.stringify(named.view?.values)).toContain('keep');
  expect((await onlyFollowUp(app)).state).toBe('open');
  await after(app, priya.submitView({ values: { sentence: 'Nobody there wants to <!channel> meet.' } }));
  await goTo(app, '2026-11-16T14:10:00Z');
  expect(await onlyFollowUp(app)).toMatchObject({ state: 'wont_do', reason: 'Nobody there wants to <!channel> meet.' });
  expect(repliesOf(app)[1]).toBe(
    `*${followUpId}* was closed without action: Nobody there wants to &lt;!channel&gt; meet.`,
  );
});

test('several answers are one reply, brought up to date', async () => {
  const app = await appWith();
  await prompted(app);
  await answered(app, [answer('C1', '3')]);
  await answered(app, [
    answer('C1', '3'),
    answer('C3', ['pricing', 'technical', 'customer_delay']),
    answer('C4', 'training'),
  ]);
  await goTo(app, '2026-11-16T09:10:00Z');
  const ids = (await allFollowUps(app)).map(({ followUpId }) => followUpId);
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(4);
  expect(repliesOf(app)).toHaveLength(1);
  for (const id of ids) expect(repliesOf(app)[0]).toContain(`*${id}*`);
});
