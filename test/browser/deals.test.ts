import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { actAs, message, openStory, story } from './kit.ts';

const monday = new Date('2026-11-16T13:00:00Z');

/** By label, whether the field is optional or not. */
function field(form: Locator, label: string): Locator {
  return form.getByLabel(new RegExp(`^${label.replace('?', '\\?')}( \\(optional\\))?$`));
}

async function fill(form: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(form, label).fill(value);
}

test('a seller registers a deal by hand, the reviewer approves it, and the seller reads it', story, async (context) => {
  const { page, stage } = await openStory(context, monday);
  await message(page, 'Your partnership at a glance').getByRole('button', { name: 'Register a deal' }).click();
  const form = page.getByRole('dialog', { name: 'Register a deal' });
  await form.getByText('Step 1 of 3').waitFor();
  await fill(form, {
    'Customer’s legal name': 'Fernhollow Clinics',
    'Customer’s website': 'gmail.com',
    'Contact at the customer': 'Dr. Ada Moss',
    'Their job title': 'Head of IT',
    'Their e-mail': 'ada@fernhollow.example',
  });
  await form.getByRole('button', { name: 'Next' }).click();
  await form.getByText('gmail.com is a mail provider').waitFor();
  await fill(form, { 'Customer’s website': 'https://www.fernhollow.example/' });
  await form.getByRole('button', { name: 'Next' }).click();

  await form.getByText('Step 2 of 3').waitFor();
  await fill(form, {
    Products: 'Vault',
    'What does the customer want to solve?': 'Records must be kept for thirty years.',
    'Estimated amount': '48,000',
    'Expected close': '2027-01-29',
    On: '2026-11-12',
  });
  await field(form, 'Stage').selectOption({ label: 'Qualified' });
  await field(form, 'Latest real conversation with the customer').selectOption({ label: 'Demo' });
  await form.getByRole('button', { name: 'Next' }).click();

  await form.getByText('Step 3 of 3').waitFor();
  await form.getByText('USD 48,000').first().waitFor();
  await form.getByRole('checkbox', { name: /I may share this contact/ }).check();
  await field(form, 'Link to evidence').fill('http://files.fernhollow.example/offer');
  await field(form, 'Files').setInputFiles({
    name: 'offer.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('…'),
  });
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.getByText('Please use a link that begins with https://').waitFor();
  await form.getByText('Chosen: offer.pdf').waitFor();
  await field(form, 'Link to evidence').fill('https://files.fernhollow.example/offer');
  await form.getByRole('button', { name: 'Submit' }).click();
  const done = page.getByRole('dialog', { name: 'Submitted' });
  await done.getByText('Fernhollow Clinics is with us').waitFor();
  await done.getByRole('button', { name: 'Close' }).first().click();
  await message(page, 'in review: Fernhollow Clinics').waitFor();

  const deal = await stage.database.collection('deals').findOne({ 'details.customerDomain': 'fernhollow.example' });
  expect(deal).toMatchObject({ partnerId: 'P-0016', status: 'in_review' });
  await actAs(page, 'UGRETA');
  const card = message(page, 'Fernhollow Clinics');
  await card.getByRole('button', { name: 'More…' }).click();
  const everything = page.getByRole('dialog', { name: 'Registration' });
  await everything.getByRole('link', { name: 'offer.pdf' }).waitFor();
  await everything.getByRole('link', { name: 'files.fernhollow.example/offer' }).waitFor();
  await everything.getByRole('button', { name: 'Close' }).first().click();
  await card.getByRole('button', { name: 'Approve' }).click();
  const decision = page.getByRole('dialog', { name: 'Approve' });
  await decision.getByRole('button', { name: 'Approve' }).click();
  await decision.waitFor({ state: 'hidden' });
  await actAs(page, 'UP016SELLER');
  await message(page, 'approved: Fernhollow Clinics').waitFor();
});
