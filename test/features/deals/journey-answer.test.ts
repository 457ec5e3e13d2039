import { expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds } from '#blocks/deals/ids.ts';
import {
  anna,
  approve,
  berlin,
  dealApp,
  dealsOf,
  dmTexts,
  german,
  ines,
  later,
  press,
  pressDm,
  register,
  sam,
  shows,
  threadOf,
  viewText,
} from './surface-kit.ts';

/** Values that stand in the open form. */
function initials(view: string): readonly string[] {
  return [...view.matchAll(/"initial_(?:value|date)":"([^"]+)"/g)].map((found) => found[1] ?? '');
}

test('the answer form has the asked fields as they stand, says what is wrong where it stands, and keeps what was typed', async () => {
  const app = await dealApp([berlin]);
  const seller = sam(app, berlin);
  await register(app, seller, berlin);
  await seller.closeView();
  await pressDm(app, ines(app), staffActionIds.ask);
  const fields = ['estimatedAmount', 'useCase', 'publicTender', 'evidence'];
  await ines(app).submitView({ values: { question: 'Is it the whole group?', fields } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toMatch(
    /needs: _Is it the whole group\?_\n.+\nYou can change: use case, amount, public tender, evidence\.$/,
  );

  await press(app, seller, berlin, actionIds.answer);
  await shows(seller, callbackIds.answer);
  expect(initials(viewText(seller))).toEqual(['Keep patient records safe and at hand.', '48000', '2027-01-29']);
  expect(viewText(seller)).toContain('"initial_option":{"text":{"type":"plain_text","text":"EUR"');
  expect(viewText(seller)).not.toContain('Contact at the customer');
  const wrong = await seller.submitView({
    values: { answer: 'The group.', estimatedAmount: 'lots', useCase: 'Short', publicTender: 'published' },
  });
  expect(wrong.errors).toEqual({
    estimatedAmount: 'Please enter a number, such as 48,000.',
    tenderPublishedOn: 'Please fill this in.',
    useCase: 'Please write at least 20 characters, so that the reviewer understands it.',
  });
  const short = await seller.submitView({ values: { estimatedAmount: '2,000', publicTender: 'no' } });
  expect(short.errors).toEqual({
    useCase: 'Please write at least 20 characters, so that the reviewer understands it.',
    estimatedAmount: 'We protect deals from USD 5000. You can close this and keep the draft.',
  });
  await seller.submitView({
    values: {
      evidenceFiles: [{ name: 'minutes.pdf', mimetype: 'application/pdf', content: 'of Monday' }],
      estimatedAmount: '96,000',
      useCase: 'Keep the records of the whole group.',
      evidence: 'Minutes of Monday',
    },
  });
  await later(app);
  expect(seller.currentView()).toBeUndefined();
  expect(threadOf(app, berlin, 'Elmstone')[0]).toContain('EUR 96,000');
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toContain('back in review');
  expect((await dealsOf(app, berlin))[0]).toMatchObject({
    status: 'in_review',
    details: {
      estimatedAmount: { amountMinor: 9_600_000, currency: 'EUR' },
      useCase: 'Keep the records of the whole group.',
      publicTender: false,
      tenderPublishedOn: null,
      evidence: [
        { kind: 'note', ref: 'Minutes of Monday' },
        { kind: 'file', name: 'minutes.pdf' },
      ],
      contactName: 'Dr. Ada',
    },
    infoRequests: [{ answer: 'The group.' }],
  });
  expect(dmTexts(ines(app)).at(-1)).toContain('answered your question');
});

test('an update is short; with the optional details the owner and the products change, and nothing typed is lost', async () => {
  const app = await dealApp([german]);
  const seller = sam(app, german);
  await register(app, seller, german);
  await seller.closeView();
  await approve(app, ines(app));
  await press(app, seller, german, actionIds.update);
  expect(viewText(seller)).not.toContain('Wer arbeitet bei Ihnen daran?');
  const { fill } = seller;
  fill({ nextStep: 'Angebot am Freitag', nextStepOn: '2026-11-20' });
  await seller.pressInView({ actionId: actionIds.moreUpdate });
  await app.time.settle();
  await shows(seller, callbackIds.update);
  expect(initials(viewText(seller))).toEqual(['2027-01-29', 'Angebot am Freitag', '2026-11-20', '48000', 'Vault']);
  expect(viewText(seller)).toContain('(ich)');
  const wrong = await seller.submitView({ values: { meetingOn: '2026-12-01', expectedCloseOn: '2027-08-01' } });
  expect(wrong.errors).toEqual({
    expectedCloseOn:
      'Der Abschluss liegt 261 Tage entfernt; wir schützen Geschäfte mit Abschluss in 180 Tagen. Der Entwurf bleibt gesichert.',
  });
  const early = await seller.submitView({ values: { expectedCloseOn: '2027-01-29' } });
  expect(early.errors).toEqual({
    meetingOn:
      'Dieser Tag kommt erst noch. Bitte nennen Sie einen vergangenen; Geplantes gehört in den nächsten Schritt.',
  });
  const contact = await app.database.collection('contacts').findOne({ name: 'Anna Admin' });
  await seller.submitView({
    values: { meetingOn: '2026-11-12', products: 'Vault, Flow', dealOwner: String(contact?.['contactId']) },
  });
  await later(app);
  expect(threadOf(app, german, 'Elmstone').at(-1)).toBe(
    'Aktualisiert: Produkte Vault, Flow · Anna Admin arbeitet daran · Kundentermin 12. Nov. 2026 · nächster Schritt: Angebot am Freitag (bis 20. Nov. 2026)',
  );
  expect((await dealsOf(app, german))[0]).toMatchObject({
    details: { products: ['Vault', 'Flow'], dealOwner: { name: 'Anna Admin' } },
    nextStepOn: '2026-11-20',
    protection: { meetingOn: '2026-11-12' },
  });
  expect(dmTexts(ines(app)).join('\n')).toContain('changed the products');

  // The colleague sees what keeps it protected; what stands in the form and is left alone changes nothing.
  const admin = anna(app, german);
  await press(app, admin, german, actionIds.view);
  expect(viewText(admin)).toContain('✓ Kundentermin 12. Nov.');
  expect(viewText(admin)).toContain('○ Vorführung, Test oder Angebot bis 12. Jan.');
  await admin.closeView();
  await press(app, admin, german, actionIds.update);
  await admin.pressInView({ actionId: actionIds.moreUpdate });
  await app.time.settle();
  const nothing = await admin.submitView({});
  expect(nothing.errors).toEqual({ nextStep: 'Bitte ändern Sie mindestens ein Feld.' });
});
