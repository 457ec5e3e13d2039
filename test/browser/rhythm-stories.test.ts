import { expect, test } from 'vitest';
import { actAs, message, move, openStory, story } from './kit.ts';

/** The stage is ready an hour later: half an hour before the deal reviews in London. */
const beforeReview = new Date('2026-11-23T08:30:00Z');

test(
  'a deal review is answered with one tap; its manager reads what a pause changes and confirms',
  story,
  async (context) => {
    const { page, stage } = await openStory(context, beforeReview);
    await actAs(page, 'UP001ADMIN');
    await move(page, 'Next for me');
    const prompt = message(page, 'Deal review, week 48');
    await prompt.getByRole('button', { name: 'No help needed' }).click();
    await message(page, 'thanks, done').waitFor();
    const review = { touchId: 'weekly_deal_review', partnerId: 'P-0001', periodKey: '2026-W48' };
    const answered = await stage.database.collection('touch_occurrences').findOne(review);
    expect(answered?.['state']).toBe('completed');

    await actAs(page, 'UTOMAS');
    await page.getByRole('button', { name: 'partner-quillfeather-global-si' }).click();
    await page.getByLabel('Message', { exact: true }).fill('/partner rhythm P-0001');
    await page.keyboard.press('Enter');
    const plan = page.getByRole('dialog', { name: 'Rhythm of a partner' });
    await plan.getByText('Mon 7 Dec 10:00 · deal review').waitFor();
    await plan.getByRole('button', { name: 'Pause until…' }).click();
    const pause = page.getByRole('dialog', { name: 'Pause' });
    await pause.locator('input[type=date]').fill('2026-12-14');
    await pause.getByRole('button', { name: 'Show what changes' }).click();
    const changes = page.getByRole('dialog', { name: 'What changes' });
    await changes.getByText('Mon 7 Dec 10:00 · deal review: no longer held').waitFor();
    await changes.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('The plan follows from now on.').waitFor();
    const paused = { partnerId: 'P-0001', kind: 'pause' };
    expect(await stage.database.collection('cadence_events').countDocuments(paused)).toBe(1);
  },
);
