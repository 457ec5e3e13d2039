import { expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds } from '#blocks/deals/ids.ts';
import { defaultDeals } from '#features/program/deal-settings.ts';
import type { TestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf } from '#test/kit/partners.ts';
import {
  anna,
  berlin,
  dealApp,
  dealsOf,
  german,
  ines,
  later,
  openForm,
  press,
  register,
  sam,
  shows,
  stepOne,
  stepThree,
  stepTwo,
  threadOf,
  viewText,
} from './surface-kit.ts';

test('a form left half-way is offered again, a wrong field is named where it stands, twice is once', async () => {
  const slack = { isLate: false };
  const app: TestApp = await dealApp([berlin], {
    wrapFetch: (fetch) => (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (slack.isLate && url.endsWith('views.open')) app.clock.moveTo(new Date(app.clock.now().getTime() + 4000));
      return fetch(input, init);
    },
  });
  const seller = sam(app, berlin);
  await openForm(app, seller, berlin);
  const mail = await seller.submitView({ values: { ...stepOne, customerDomain: 'gmail.com' } });
  expect(mail.errors).toEqual({
    customerDomain: 'Please use the customer’s own website. gmail.com is a mail provider.',
  });
  await seller.submitView({ values: { customerDomain: stepOne.customerDomain } });
  await shows(seller, callbackIds.opportunity);
  const late = await seller.submitView({ values: { ...stepTwo, expectedCloseOn: '2027-07-11' } });
  expect(late.errors['expectedCloseOn']).toBe(
    'Expected close is 240 days away; we protect deals closing within 180 days. You can save a draft.',
  );

  // Back and forth nothing is lost, and whoever closes the modal finds it again.
  await seller.pressInView({ actionId: actionIds.back });
  await app.time.settle();
  expect(viewText(seller)).toContain('Elmstone Clinics');
  await seller.submitView({});
  await seller.closeView();
  slack.isLate = true;
  await press(app, seller, berlin, actionIds.registerFromHub);
  slack.isLate = false;
  expect(seller.ephemeralMessages().at(-1)?.text).toBe(
    'That took too long for Slack. Your draft of *Elmstone Clinics* is kept; please press the button again.',
  );
  await press(app, seller, berlin, actionIds.registerFromHub);
  expect(viewText(seller)).toContain('You have a draft of *Elmstone Clinics*, kept until 27 Nov 2026.');
  await seller.pressInView({ actionId: actionIds.resumeDraft });
  await app.time.settle();
  await seller.submitView({ values: { expectedCloseOn: '2027-01-29' } });
  await shows(seller, callbackIds.evidence);
  expect(viewText(seller)).toContain('EUR 48,000');
  // The mail is of the customer, so there is nothing to warn about; consent is Slack's own required box.
  expect(viewText(seller)).not.toContain('Worth a second look');
  await seller.submitView({ values: stepThree });
  const again = await app.slack.replayLast();
  expect(again.status).toBe(200);
  await later(app);
  expect(await dealsOf(app, berlin)).toHaveLength(1);
  expect(viewText(seller)).toContain('is with us');
  await seller.closeView();

  // A colleague who comes second is led to the first one (C1).
  const admin = anna(app, berlin);
  await register(app, admin, berlin);
  expect(viewText(admin)).toContain('is registered by your own company already');
  await admin.pressInView({ actionId: actionIds.openFromList });
  await app.time.settle();
  expect(viewText(admin)).toContain('in review, decision by');
  expect(await dealsOf(app, berlin)).toHaveLength(1);
});

test('staff fill one in, the partner confirms with one tap; a stranger and another partner find nothing', async () => {
  const app = await dealApp([berlin, german]);
  const seller = sam(app, german);
  const channelId = channelOf(german);
  await ines(app).command(`/partner deal new ${partnerIdOf(german)}`, { channelId });
  await app.time.settle();
  await ines(app).submitView({ values: { ...stepOne, ...stepTwo } });
  await later(app);
  expect(viewText(ines(app))).toContain('it counts once they confirm');
  expect(threadOf(app, german, 'Elmstone')[0]).toContain(
    'Ines Okafor hat eine Registrierung für Sie ausgefüllt: *Elmstone Clinics*, Vault, EUR 48.000.',
  );
  expect(await dealsOf(app, german)).toEqual([]);
  const proposal = app.slack.messages(channelId).findLast(({ text }) => text.includes('Elmstone'));
  const value = /"value":"([^"]+)"/.exec(JSON.stringify(proposal?.blocks))?.[1] ?? '';
  await press(app, seller, german, actionIds.confirmProposal);
  await press(app, seller, german, actionIds.confirmProposal).catch(() => undefined);
  await later(app);
  const [deal] = await dealsOf(app, german);
  expect(await dealsOf(app, german)).toHaveLength(1);
  expect(app.slack.messages(channelId).map(({ text }) => text)).toContainEqual(
    expect.stringContaining('Registrierung bestätigt'),
  );

  // Another partner, in its own channel, with ids that it should not know.
  const foreign = sam(app, berlin);
  const place = { channelId: channelOf(berlin), ts: '1.1', forged: true };
  const words: string[] = [];
  for (const target of [deal?._id ?? '', 'DR-2026-9999']) {
    for (const actionId of [actionIds.view, actionIds.update, actionIds.withdraw]) {
      await foreign.press({ ...place, actionId, value: target });
      await app.time.settle();
      words.push(viewText(foreign));
      await foreign.closeView();
    }
  }
  expect(new Set(words).size).toBe(1);
  expect(words[0]).toContain('This registration was not found.');
  await foreign.press({ ...place, actionId: actionIds.confirmProposal, value });
  await foreign.press({ ...place, actionId: staffActionIds.approve, value: `${deal?._id}|1` });
  await app.time.settle();
  expect(JSON.stringify(foreign.ephemeralMessages().map(({ text }) => text))).not.toMatch(/Elmstone|DR-2026/);
  expect(viewText(foreign)).not.toMatch(/Elmstone/);
});

test('"is it free?" by mention and by button is answered to the person alone, after the same time', async () => {
  const app = await dealApp([berlin, german]);
  await register(app, sam(app, german), german);
  const seller = sam(app, berlin);
  const channelId = channelOf(berlin);
  await seller.mention({ channelId, text: 'is <http://elmstone-clinics.example|elmstone-clinics.example> free?' });
  await later(app);
  await press(app, seller, berlin, actionIds.checkFromHub);
  await seller.submitView({ values: { domain: 'nobody-yet.example' } });
  await later(app);
  const answers = seller.dms().map(({ text }) => text);
  expect(answers).toEqual([
    '*elmstone-clinics.example* is taken. Your registration would wait in line.',
    '*nobody-yet.example* is free. Register it to protect it.',
  ]);
  const owed = await app.database.collection('outbound_messages').find({ message: 'deals.pre-check' }).toArray();
  const asked = await app.database.collection('deal_pre_checks').find().toArray();
  const waits = owed.map(({ readyAt, params }) => {
    const at = asked.find(({ domain }) => domain === params['domain'])?.['at'];
    return readyAt.getTime() - at.getTime();
  });
  expect(waits).toEqual([defaultDeals.preCheck.delayMs, defaultDeals.preCheck.delayMs]);
  expect(JSON.stringify(seller.ephemeralMessages())).not.toContain('taken');
  expect(
    app.slack
      .messages(channelId)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('taken');

  await seller.mention({ channelId, text: 'I want to register a deal' });
  await later(app);
  const offer = seller.ephemeralMessages(channelId).at(-1);
  await seller.press({ channelId, ts: offer?.ts ?? '', actionId: actionIds.registerFromMention });
  await app.time.settle();
  await shows(seller, callbackIds.customer);
});
