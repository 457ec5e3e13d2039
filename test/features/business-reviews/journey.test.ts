import { expect, test } from 'vitest';
import { actionIds } from '#blocks/business-reviews/ids.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import { staffPerson } from '#test/kit/partners.ts';
import { appWith, channelTexts, core, dmTexts, pressDm, rest, reviewOf } from './kit.ts';
import type { ReviewTest } from './kit.ts';

/** From due instant to due instant, as time passes. */
async function until(app: ReviewTest, at: string): Promise<void> {
  await app.time.advanceTo(addMinutes(new Date(at), 2));
}

test('the plan takes a review through its steps by itself: usual date, draft, pack, agenda, minutes', async () => {
  const app = await appWith([core], { startAt: new Date('2027-01-07T09:00:00Z') });
  await until(app, '2027-01-07T16:00:00Z');
  expect(dmTexts(app, 'priya').join('\n')).toContain('It is on *Fri 22 Jan 10:00 (London)*, the usual day');
  await until(app, '2027-01-14T16:00:00Z');
  expect(await reviewOf(app)).toMatchObject({ state: 'drafted', waitsFor: 'pack', quarter: '2027-Q1' });
  await pressDm(app, 'priya', actionIds.approvePack);
  await until(app, '2027-01-20T16:00:00Z');
  const texts = channelTexts(app).join('\n');
  expect(texts).toContain('Pack for our business review on Fri 22 Jan 10:00 (London)');
  expect(texts).toContain('Business review on Fri 22 Jan 10:00 (London)*: the agenda');
  await until(app, '2027-01-25T16:00:00Z');
  await pressDm(app, 'priya', actionIds.writeMinutes);
  const minutes = { held: 'yes', attendees: 'Anna', decisions: 'Go on', finish: 'publish' };
  await app.slack.as(staffPerson.priya).submitView({ values: minutes });
  await rest(app);
  expect(await reviewOf(app)).toMatchObject({ state: 'held', nextStep: null, waitsFor: null });
});
