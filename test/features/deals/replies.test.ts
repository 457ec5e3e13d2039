import { expect, test } from 'vitest';
import { actionIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { SentFile } from '#sandbox/slack/person-messages.ts';
import type { Person } from '#sandbox/slack/person.ts';
import type { TestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import * as kit from './surface-kit.ts';

const { berlin, dealApp, german, ines, later, pressDm, register, sam } = kit;
const offer: SentFile = { name: 'offer.pdf', mimetype: 'application/pdf', content: 'the offer' };
const question = 'Which of their clinics buy it?';

async function dealOf(app: TestApp, partner: TestPartner): Promise<Deal> {
  const row = await app.database.collection('deals').findOne({ partnerId: partnerIdOf(partner) });
  return { ...row, dealId: String(row?._id) } as unknown as Deal;
}

async function registered(options?: Parameters<typeof dealApp>[1]): Promise<{ app: TestApp; rootTs: string }> {
  const app = await dealApp([berlin, german], options);
  await register(app, sam(app, berlin), berlin);
  await sam(app, berlin).closeView();
  const root = app.slack.messages(channelOf(berlin)).find(({ text }) => text.includes('Elmstone'));
  return { app, rootTs: root?.ts ?? '' };
}

async function reply(app: TestApp, person: Person, threadTs: string, text: string, files: SentFile[] = []) {
  const said = await person.say({ channelId: channelOf(berlin), threadTs, text, files });
  await later(app);
  return said;
}

async function ask(app: TestApp): Promise<void> {
  await pressDm(app, ines(app), staffActionIds.ask);
  await kit.shows(ines(app), staffCallbackIds.ask);
  await ines(app).submitView({ values: { question } });
  await later(app);
}

const notesTo = (person: Person): readonly string[] =>
  person.dms().flatMap(({ text }) => (text.includes('sent a note or evidence') ? [text] : []));
const markOn = (app: TestApp, ts: string) =>
  app.slack.messages(channelOf(berlin)).find((message) => message.ts === ts)?.reactions ?? [];
/** What the bot said in the thread or to this person since. */
const saidBy = (app: TestApp, person: Person) => [
  ...kit.threadOf(app, berlin, 'Elmstone').filter((text) => text.includes('DR-') || text.includes('note')),
  ...person.ephemeralMessages().map(({ text }) => text),
];

test('words and files in the thread are kept once, marked, and told to the reviewer; thanks are left alone', async () => {
  const { app, rootTs } = await registered();
  const seller = sam(app, berlin);
  const before = saidBy(app, seller);
  const { ts } = await reply(app, seller, rootTs, 'Here is the offer &lt;signed&gt;', [offer]);
  await app.slack.replayLast();
  await later(app);
  const [fileId] = [...app.slack.state.files.keys()];
  const came = { messageTs: ts, by: { userId: seller.id, name: null }, at: expect.any(Date) };
  expect((await dealOf(app, berlin)).details.evidence).toEqual([
    { kind: 'note', ref: 'Here is the offer <signed>', ...came },
    { kind: 'file', ref: fileId, name: 'offer.pdf', permalink: expect.any(String), ...came },
  ]);
  expect(markOn(app, ts)).toEqual([{ name: 'eyes', userIds: [app.slack.world.botUserId] }]);
  expect(notesTo(ines(app))).toEqual([expect.stringContaining('Here is the offer &lt;signed&gt;, offer.pdf')]);

  await reply(app, seller, rootTs, 'Page 3 is new');
  expect(notesTo(ines(app))).toEqual([expect.stringContaining('offer.pdf, Page 3 is new')]);
  for (const courtesy of ['Thanks!', 'Danke :slightly_smiling_face:', ':+1:'])
    await reply(app, seller, rootTs, courtesy);
  expect((await dealOf(app, berlin)).details.evidence).toHaveLength(3);
  // Quietly: nobody is talked to.
  expect(saidBy(app, seller)).toEqual(before);
});

test('while a question is open a reply is a note until its writer sends it as the answer, with one tap', async () => {
  const { app, rootTs } = await registered();
  const seller = sam(app, berlin);
  const early = await reply(app, seller, rootTs, 'They decide on Friday');
  await ask(app);
  const { ts } = await reply(app, seller, rootTs, 'The clinics in Hamburg');
  expect(await dealOf(app, berlin)).toMatchObject({ status: 'info_needed' });
  const [notice] = seller.ephemeralMessages(channelOf(berlin));
  expect(notice).toMatchObject({ threadTs: rootTs, text: expect.stringContaining(`_${question}_`) });
  const shown = JSON.stringify(notice?.blocks);
  expect(shown.match(/"action_id"/g)).toHaveLength(1);
  expect(shown).not.toContain('Hamburg');
  const { dealId } = await dealOf(app, berlin);

  // What was written before the question is no answer to it.
  const place = { channelId: channelOf(berlin), ts: rootTs, actionId: actionIds.sendAsAnswer, forged: true };
  await seller.press({ ...place, value: `${dealId}|${early.ts}` });
  await later(app);
  expect(seller.ephemeralMessages().at(-1)?.text).toContain('belong to an earlier question');
  await sam(app, german).press({ ...place, channelId: channelOf(german), value: `${dealId}|${ts}` });
  await later(app);
  expect(sam(app, german).ephemeralMessages().at(-1)?.text).toContain('nicht gefunden');
  expect(await dealOf(app, berlin)).toMatchObject({ status: 'info_needed' });

  await seller.press({ channelId: channelOf(berlin), ts: notice?.ts ?? '', actionId: actionIds.sendAsAnswer });
  await app.slack.replayLast();
  await later(app);
  expect(await dealOf(app, berlin)).toMatchObject({
    status: 'in_review',
    infoRequests: [{ question, answer: 'The clinics in Hamburg' }],
  });
  const answered = kit.threadOf(app, berlin, 'Elmstone').filter((text) => text.includes('back in review'));
  expect(answered).toHaveLength(1);
  await seller.press({ channelId: channelOf(berlin), ts: notice?.ts ?? '', actionId: actionIds.sendAsAnswer });
  await later(app);
  expect(seller.ephemeralMessages().at(-1)?.text).toContain('Already in review');
});

test('the first of our people who speaks in the thread is the first human contact; the card stays good', async () => {
  const { app, rootTs } = await registered();
  const { version } = await dealOf(app, berlin);
  const said = await reply(app, ines(app), rootTs, 'I am looking at it');
  const deal = await dealOf(app, berlin);
  expect(deal).toMatchObject({ version, firstContactAt: new Date(Number(said.ts) * 1000) });
  expect(deal.details.evidence).toEqual([]);
  await reply(app, ines(app), rootTs, 'And again');
  expect((await dealOf(app, berlin)).firstContactAt).toEqual(deal.firstContactAt);
});

test('mentions, strangers and threads of closed registrations are passed over', async () => {
  const { app, rootTs } = await registered();
  const seller = sam(app, berlin);
  const channelId = channelOf(berlin);
  await seller.mention({ channelId, threadTs: rootTs, text: 'register' });
  await later(app);
  expect(seller.ephemeralMessages().map(({ text }) => text)).toEqual([expect.stringContaining('Register a deal')]);
  app.slack.world.addTeam({ id: 'TELSE', name: 'Else' });
  app.slack.world.addUser({ id: 'UELSE', teamId: 'TELSE', name: 'else' });
  app.slack.world.channel(channelId).memberIds.add('UELSE');
  await reply(app, app.slack.as('UELSE'), rootTs, 'I know better');
  expect((await dealOf(app, berlin)).details.evidence).toEqual([]);
  const { dealId } = await dealOf(app, berlin);
  await app.database.collection<{ _id: string }>('deals').updateOne({ _id: dealId }, { $set: { status: 'withdrawn' } });
  const { ts } = await reply(app, seller, rootTs, 'Too late');
  expect((await dealOf(app, berlin)).details.evidence).toEqual([]);
  expect(markOn(app, ts)).toEqual([]);
});

test('a file of which Slack tells nothing is kept by its id; a link from elsewhere is kept as words, and it is said', async () => {
  const { app, rootTs } = await registered();
  const seller = sam(app, berlin);
  await app.app.features.bySlug.program.changeSettings({
    actor: { kind: 'operator', name: 'test' },
    change: { deals: { evidenceHosts: ['sharepoint.com'] } },
    reason: 'test',
    expectedVersion: 1,
    dryRun: false,
  });
  app.slack.faults.serverError('files.info', { times: 1 });
  await reply(app, seller, rootTs, '', [offer]);
  await reply(app, seller, rootTs, '<https://acme.sharepoint.com/x|the offer>');
  expect(seller.ephemeralMessages()).toEqual([]);
  await reply(app, seller, rootTs, '<https://drive.example/x>');
  const [fileId] = [...app.slack.state.files.keys()];
  expect((await dealOf(app, berlin)).details.evidence).toMatchObject([
    { kind: 'file', ref: fileId },
    { kind: 'link', ref: 'https://acme.sharepoint.com/x' },
    { kind: 'note', ref: 'https://drive.example/x' },
  ]);
  expect(seller.ephemeralMessages().map(({ text }) => text)).toEqual([
    'Your message is kept as a note. Please link from sharepoint.com. Nothing else is lost.',
  ]);
});
