import { describe, expect, test } from 'vitest';
import { channelOf, partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { appWith, channelTexts, core, german, goTo, rest, reviewOf } from './kit.ts';
import type { ReviewTest } from './kit.ts';

/** On Mon 16 Nov 2026 the next review is that of 2027-Q1: usually Fri 22 Jan, on business days 10 to 20. */
const emerging: TestPartner = { ref: 'P304', name: 'Fourth Wind' };

async function command(app: ReviewTest, line: string, person: keyof typeof staffPerson = 'priya'): Promise<string> {
  const staff = app.slack.as(staffPerson[person]);
  const before = staff.ephemeralMessages().length;
  await staff.command(`/partner qbr ${line}`, { channelId: channelOf(core) });
  await app.time.settle();
  return staff
    .ephemeralMessages()
    .slice(before)
    .map(({ text }) => text)
    .join();
}

function modalOf(app: ReviewTest): string {
  return JSON.stringify(app.slack.as(staffPerson.priya).currentView()?.content ?? null);
}

describe('/partner qbr', () => {
  test('without a day shows the review and its days; a wrong time is told at its field, a right one before it counts', async () => {
    const app = await appWith();
    const priya = app.slack.as(staffPerson.priya);
    await command(app, partnerIdOf(core).toLowerCase());
    expect(modalOf(app)).toContain('Fri 22 Jan 10:00 (London)');
    expect(modalOf(app)).toContain('From Fri 15 Jan to Fri 29 Jan');
    const wrong = await priya.submitView({ values: { on: '2027-01-27', time: 'noon' } });
    expect(wrong.errors['time']).toContain('14:30');
    await priya.submitView({ values: { on: '2027-01-27', time: '14:30' } });
    expect(modalOf(app)).toContain('Wed 27 Jan 14:30 (London)');
    expect(modalOf(app)).toContain('Until now: Fri 22 Jan 10:00');
    expect(await app.database.collection('business_reviews').countDocuments({})).toBe(0);
    await priya.submitView({});
    await rest(app);
    expect(modalOf(app)).toContain('is told');
    expect(await reviewOf(app)).toMatchObject({ meetingOn: '2027-01-27', state: 'planned', quarter: '2027-Q1' });
    expect(channelTexts(app).join('\n')).toContain(
      'Our business review moves to *Wed 27 Jan 14:30 (London)* (it was Fri 22 Jan 10:00 (London)).',
    );
  });

  test('moves the same review twice, tells the channel each time, and refuses a third move with the days', async () => {
    const app = await appWith([core, german]);
    const id = partnerIdOf(german);
    for (const day of ['2027-01-26', '2027-01-27', '2027-01-28']) {
      await command(app, `${id} ${day} 11:00`);
      await app.slack.as(staffPerson.priya).submitView({});
      await goTo(app, app.clock.now());
      await app.slack.as(staffPerson.priya).closeView();
    }
    expect(await command(app, `${id} 2027-01-29`)).toContain('was moved twice');
    const reviews = await app.database.collection('business_reviews').find({}).toArray();
    expect(reviews).toHaveLength(1);
    expect((await reviewOf(app, german)).dates).toHaveLength(3);
  });

  test('the date that stands already is shown as such, and set again changes nothing', async () => {
    const app = await appWith();
    await command(app, `${partnerIdOf(core)} 2027-01-27 14:30`);
    const view = app.slack.as(staffPerson.priya).viewStack()[0];
    await app.slack.as(staffPerson.priya).submitView(view ? { viewId: view.id } : {});
    await rest(app);
    await command(app, `${partnerIdOf(core)} 2027-01-27 14:30`);
    expect(modalOf(app)).toContain('That is the date as it stands');
    await app.slack.as(staffPerson.priya).submitView({});
    await rest(app);
    expect((await reviewOf(app)).dates).toHaveLength(1);
  });

  test('says what is possible when a day or time is not', async () => {
    const app = await appWith();
    for (const [wish, words] of [
      ['2027-02-15', 'choose a day from 2027-01-15 to 2027-01-29'],
      ['2027-01-23', 'one of the two sides does not work'],
      ['2026-10-20', 'Nothing was changed'],
      ['2027-01-27 22:00', 'from 09:00 to before 17:00'],
      ['soon', 'YYYY-MM-DD'],
    ] as const) {
      expect(await command(app, `${partnerIdOf(core)} ${wish}`)).toContain(words);
    }
    expect(app.slack.as(staffPerson.priya).currentView()).toBeUndefined();
    expect(await app.database.collection('business_reviews').countDocuments({})).toBe(0);
  });

  test('is for partners with reviews, and a foreign partner looks like none', async () => {
    const app = await appWith([core, emerging]);
    expect(await command(app, '')).toContain('/partner qbr P-0003');
    expect(await command(app, partnerIdOf(emerging))).toContain('no business reviews');
    const foreign = await command(app, partnerIdOf(core), 'mei');
    expect(foreign).toContain('was not found');
    expect(await command(app, 'P-9999', 'mei')).toBe(foreign);
  });
});
