import { expect, test } from 'vitest';
import { sandboxSecrets } from '#sandbox/app.ts';
import { actAs, beforeCheckIn, message, shareStory, story } from './kit.ts';

const openStory = shareStory(beforeCheckIn);

test('commands are suggested and run for staff, and refused by Slack for a partner', story, async (context) => {
  const { page } = await openStory(context);
  const field = page.getByLabel('Message', { exact: true });
  await field.fill('/partner help');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('/partner is not a valid command').waitFor();

  await actAs(page, 'UPRIYA');
  await page.getByRole('button', { name: 'partner-ravenmoss-advisory' }).click();
  await page.getByRole('heading', { name: '#partner-ravenmoss-advisory' }).waitFor();
  await field.pressSequentially('/pa');
  await page.getByRole('option', { name: '/partner' }).waitFor();
  await page.keyboard.press('Tab');
  await page.getByRole('option', { name: 'connect' }).waitFor();
  await field.pressSequentially('att');
  await page.getByRole('option', { name: 'attention' }).waitFor();
  await field.fill('/partner help');
  await page.keyboard.press('Enter');
  await message(page, 'Only visible to you').waitFor();
  await actAs(page, 'UP016SELLER');
  expect(await page.locator('#messages .message', { hasText: 'Only visible to you' }).count()).toBe(0);
});

test('mentions, threads, reactions and files work as in a channel', story, async (context) => {
  const { page, stage } = await openStory(context);
  const field = page.getByLabel('Message', { exact: true });
  await field.pressSequentially('Hello @Pri');
  await page.getByRole('option', { name: '@Priya Nair' }).waitFor();
  await page.keyboard.press('Enter');
  await field.pressSequentially('& co <b>');
  await page
    .locator('#files-main')
    .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') });
  await page.keyboard.press('Enter');
  const said = message(page, 'Hello @Priya Nair');
  await said.getByText('plan.txt').waitFor();
  expect(await said.textContent()).toContain('& co <b>');
  expect(stage.slack.messages('CP016').at(-1)?.text).toContain('<@UPRIYA>');

  await said.getByLabel('Add a reaction').click();
  await page.keyboard.press('Escape');
  await said.getByLabel('React with eyes').waitFor({ state: 'hidden' });
  await said.getByLabel('Add a reaction').click();
  await said.getByLabel('React with eyes').click();
  await said.getByRole('button', { name: 'eyes, 1' }).waitFor();
  await said.getByRole('button', { name: 'Reply in thread' }).click();
  await page.getByLabel('Reply', { exact: true }).fill('and more');
  await page.keyboard.press('Enter');
  await page.locator('#replies .message', { hasText: 'and more' }).waitFor();
  await said.getByRole('button', { name: '1 reply' }).waitFor();
});

test('a form keeps the keyboard: focus goes in, Escape closes it, and focus comes back', story, async (context) => {
  const { page } = await openStory(context);
  const contacts = message(page, 'Your partnership at a glance').getByRole('button', { name: 'Contacts' });
  await contacts.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog').first();
  await form.waitFor();
  expect(await page.locator('#modal :focus').count()).toBe(1);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  expect((await page.locator(':focus').textContent())?.trim()).toBe('Contacts');
});

test('a broken block is shown as Slack’s own error text with its pointer', story, async (context) => {
  const { page, stage } = await openStory(context);
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '' } }];
  await stage.slack.fetch('https://slack.com/api/chat.postMessage', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandboxSecrets.botToken}` },
    body: JSON.stringify({ channel: 'CP016', text: 'broken', blocks }),
  });
  await page.getByText('Slack refuses: invalid_blocks').waitFor();
  expect(await page.locator('#happened .problem').textContent()).toContain('[json-pointer:/blocks/0/text/text]');
});

test('the keyboard goes on where it was when what had the focus goes away', story, async (context) => {
  const { page } = await openStory(context);
  const focused = page.locator(':focus');
  await page.getByRole('button', { name: 'Next for me' }).focus();
  await page.keyboard.press('Enter');
  const good = message(page, 'December check-in').getByRole('button', { name: 'Good' });
  await good.waitFor();
  await page.locator('#progress').waitFor({ state: 'hidden' });
  expect(await focused.textContent()).toBe('Next for me');
  await good.focus();
  await page.keyboard.press('Enter');
  await message(page, 'by Peter Lanza').waitFor();
  expect(await focused.textContent()).toContain('December check-in');
});

test('every control has a name, and the page fits a phone', story, async (context) => {
  const { page } = await openStory(context);
  const nameless = await page.evaluate(() => {
    const controls: any[] = [
      ...(globalThis as any).document.querySelectorAll('button, select, textarea, input, summary'),
    ];
    const isNamed = (one: any): boolean => Boolean((one.ariaLabel ?? one.textContent).trim()) || one.labels?.length > 0;
    return controls.filter((one) => !isNamed(one)).map((one) => String(one.outerHTML));
  });
  expect(nameless).toEqual([]);
  await page.setViewportSize({ width: 400, height: 800 });
  const [width, room] = await page.evaluate(() => {
    const { document, innerWidth } = globalThis as any;
    return [Number(document.documentElement.scrollWidth), Number(innerWidth)] as const;
  });
  expect(width).toBeLessThanOrEqual(room);
});

test('only this machine, the address with its token and the page itself may speak to it', story, async (context) => {
  const { address } = await openStory(context);
  const { origin } = new URL(address);
  const body = JSON.stringify({ as: 'UP016SELLER', move: 'week' });
  const json = { 'content-type': 'application/json' };
  expect((await fetch(`${origin}/`)).status).toBe(404);
  expect((await fetch(`${origin}/wrong/state?as=UP016SELLER`)).status).toBe(404);
  expect(
    (await fetch(`${address}move`, { method: 'POST', headers: { ...json, origin: 'https://evil.example' }, body }))
      .status,
  ).toBe(403);
  expect((await fetch(`${address}move`, { method: 'POST', body })).status).toBe(403);
  const page = await fetch(address);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
});
