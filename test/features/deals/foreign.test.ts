import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import { channelOf, partnerIdOf } from '#test/kit/partners.ts';
import { domainDocuments } from '#test/platform/hostile-kit.ts';
import { foreignApp, holder, other, outsiders, pressedAt, submittedAs, surfaces } from './foreign-kit.ts';
import type { ForeignApp, Outsider } from './foreign-kit.ts';
import { later } from './surface-kit.ts';

let app: ForeignApp;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  app = await foreignApp({ closeWith: (close) => closing.push(close) });
});
afterAll(async () => {
  for (const close of closing) await close();
});

const people = Object.keys(outsiders) as readonly Outsider[];
const missing = { deal: 'DR-2026-9999', partner: 'P-0999', proposal: 'V-NOBODY' };
type Target = keyof typeof missing;

const text = (value: string) => ({ type: 'plain_text_input', value });
const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
const day = (value: string) => ({ type: 'datepicker', selected_date: value });
/** Good answers to every small form, and a whole third step. */
const values = {
  ...{
    answer: text('Retail'),
    note: text('A note for you'),
    nextStep: text('Offer'),
    question: text('Which division?'),
  },
  ...{ activity: text('A demo'), amount: text('48000'), partnerText: text('Not now, sorry.'), update: text('Alive') },
  ...{ reason: chosen('price'), reasonCode: chosen('other'), outcome: chosen('approved'), stage: chosen('proposal') },
  ...{ newCloseOn: day('2027-03-01'), contractOn: day('2026-11-13'), domain: text('nobody.example') },
  consent: { type: 'checkboxes', selected_options: [{ value: 'yes' }] },
};

const isStaffs = (actionId: string) => (Object.values(staffActionIds) as readonly string[]).includes(actionId);

/** Tried with every button, besides what chance brings: the approved one, and another kind of id. */
const mostLikely: [Outsider, (typeof surfaces)[number], Target, number][] = [
  ['member', 'own channel', 'deal', 2],
  ['admin', 'direct message', 'proposal', 0],
];

/** What the app showed and answered since, without what differs from call to call. */
function shownSince({ test: { slack } }: ForeignApp, mark: { calls: number; deliveries: number }): readonly string[] {
  const chance = new Set([
    'trigger_id',
    'view_id',
    'hash',
    'ts',
    'thread_ts',
    'response_url',
    'user_id',
    'private_metadata',
  ]);
  const steady = (value: unknown) =>
    JSON.stringify(value, (name, inner: unknown) => (chance.has(name) ? undefined : inner));
  return [
    ...slack.log.calls.slice(mark.calls).map(({ method, args }) => `${method} ${steady(args)}`),
    ...slack.log.deliveries.slice(mark.deliveries).map(({ responseText }) => responseText),
  ];
}

function markOf({ test: { slack } }: ForeignApp) {
  return { calls: slack.log.calls.length, deliveries: slack.log.deliveries.length };
}

/** What one act shows; every form that it opened is closed again. */
async function shownBy(app: ForeignApp, person: Outsider, act: () => Promise<void>): Promise<readonly string[]> {
  const mark = markOf(app);
  await act();
  const shown = shownSince(app, mark);
  const who = app.test.slack.as(outsiders[person].userId);
  while (who.currentView() !== undefined) await who.closeView();
  return shown;
}

function expectNoSecret({ secrets }: ForeignApp, shown: readonly string[], about: string): void {
  const leaked = secrets.filter((secret) => shown.some((words) => words.includes(secret)));
  expect(leaked, about).toEqual([]);
}

test('whatever button of deals an outsider presses, wherever and about whatever of another partner: it says what it says of nothing, and does nothing', async () => {
  const foreign = { deal: app.dealIds, partner: [partnerIdOf(holder)], proposal: [app.proposalId] };
  const before = await documents(app);
  for (const actionId of [...Object.values(actionIds), ...Object.values(staffActionIds)]) {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...people),
        fc.constantFrom(...surfaces),
        fc.constantFrom(...(Object.keys(missing) as Target[])),
        fc.nat(),
        async (person, surface, target, n) => {
          // Staff's buttons say which version was seen, or which finding is meant.
          const suffix = isStaffs(actionId) ? (['', '|1', '||0'][n % 3] ?? '') : '';
          const id = foreign[target][n % foreign[target].length] ?? '';
          const by = app.test.slack.as(outsiders[person].userId);
          const press = (value: string) =>
            shownBy(app, person, () => pressedAt(app, by, surface, { actionId, value: `${value}${suffix}` }));
          const about = `${person} ${actionId} ${id}${suffix} in ${surface}`;
          const shown = await press(id);
          expectNoSecret(app, shown, about);
          // A stranger is answered now and then only.
          if (person !== 'stranger') expect(shown, about).toEqual(await press(missing[target]));
        },
      ),
      { numRuns: 3, seed: 11, examples: mostLikely },
    );
  }
  expect(await documents(app)).toEqual(before);
}, 120_000);

test('whatever form of deals an outsider sends about another partner: the same, with metadata that it never had', async () => {
  const before = await documents(app);
  for (const callbackId of [...Object.values(callbackIds), ...Object.values(staffCallbackIds)]) {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...people),
        fc.constantFrom(...app.dealIds),
        fc.constantFrom(1, 2, 3),
        async (person, dealId, number) => {
          const send = (deal: string, partnerId: string) =>
            shownBy(app, person, () => {
              const metadata = {
                dealId: deal,
                partnerId,
                version: number,
                step: number,
                more: false,
                class: 'C2',
                subjectId: null,
              };
              return submittedAs(app, outsiders[person], { callbackId, metadata, values });
            });
          const about = `${person} ${callbackId} ${dealId}`;
          const shown = await send(dealId, partnerIdOf(holder));
          expectNoSecret(app, shown, about);
          if (person !== 'stranger') expect(shown, about).toEqual(await send(missing.deal, missing.partner));
        },
      ),
      { numRuns: 2, seed: 13 },
    );
  }
  expect(await documents(app)).toEqual(before);
}, 120_000);

test('Home, lists and commands of an outsider hold nothing of it, and a pre-check says of whatever state only that it is taken', async () => {
  const { slack } = app.test;
  const place = { channelId: channelOf(other) };
  for (const person of people) {
    const by = slack.as(outsiders[person].userId);
    const shown = await shownBy(app, person, async () => {
      await by.openHome();
      await pressedAt(app, by, 'own channel', { actionId: actionIds.listFromHub, value: '' });
      for (const rest of [
        'deals',
        `deals ${partnerIdOf(holder)}`,
        `deal ${app.dealIds[2]}`,
        `deal new ${partnerIdOf(holder)}`,
      ]) {
        await by.command(`/partner ${rest}`, place);
        await app.test.time.settle();
      }
    });
    expectNoSecret(app, shown, person);
  }
  const member = slack.as(outsiders.member.userId);
  const heard = member.dms().length;
  for (const domain of ['quillon.example', 'brastow.example', 'fennimore.example', 'oxley.example']) {
    await member.mention({ ...place, text: `is ${domain} free?` });
    await later(app.test);
    const answers = member
      .dms()
      .slice(heard)
      .map(({ text: words }) => words);
    expect(answers.at(-1)?.replace(domain, 'DOMAIN')).toBe(answers[0]?.replace('quillon.example', 'DOMAIN'));
    expectNoSecret(
      { ...app, secrets: app.secrets.filter((secret) => secret !== domain) },
      [answers.at(-1) ?? ''],
      domain,
    );
  }
});

/** Everything but what outsiders keep for themselves: their own partner's drafts. */
async function documents({ test: { database } }: ForeignApp): Promise<Record<string, string>> {
  const all = await domainDocuments(database);
  const drafts = await database
    .collection('deal_drafts')
    .find({ partnerId: { $ne: partnerIdOf(other) } })
    .toArray();
  return { ...all, deal_drafts: JSON.stringify(drafts) };
}
