import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import type { Evidence } from '#features/deals/field-schemas.ts';
import type { SentFile } from '#sandbox/slack/person-messages.ts';
import type { Person } from '#sandbox/slack/person.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerIdOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import * as kit from './surface-kit.ts';

const { anna, berlin, dealApp, german, later, press, register, sam, shows, viewText } = kit;
const file = (name: string): SentFile => ({ name, mimetype: 'application/pdf', content: `of ${name}` });

async function evidenceOf(app: TestApp, partner: TestPartner): Promise<readonly Evidence[]> {
  const row = await app.database
    .collection<{ details: { evidence: Evidence[] } }>('deals')
    .findOne({ partnerId: partnerIdOf(partner) });
  return row?.details.evidence ?? [];
}

async function onStepThree(app: TestApp, person: Person, partner: TestPartner): Promise<void> {
  await kit.openForm(app, person, partner);
  await person.submitView({ values: kit.stepOne });
  await person.submitView({ values: kit.stepTwo });
  await shows(person, callbackIds.evidence);
}

async function hosts(app: TestApp, evidenceHosts: readonly string[]): Promise<void> {
  await app.app.features.bySlug.program.changeSettings({
    actor: { kind: 'operator', name: 'test' },
    change: { deals: { evidenceHosts } },
    reason: 'test',
    expectedVersion: 1,
    dryRun: false,
  });
}

test('a link from elsewhere is refused where it stands; files are kept over steps and can be left out again', async () => {
  const app = await dealApp([berlin]);
  await hosts(app, ['sharepoint.com', 'onedrive.com']);
  const seller = sam(app, berlin);
  await onStepThree(app, seller, berlin);
  const elsewhere = await seller.submitView({
    values: {
      ...kit.stepThree,
      evidence: 'https://drive.example/x',
      evidenceFiles: [file('offer.pdf'), file('plan.pdf')],
    },
  });
  expect(elsewhere.errors).toEqual({
    evidence: 'Please link from sharepoint.com or onedrive.com. Nothing else is lost.',
  });

  // Back and forth: Slack empties the field, so what was chosen stands beside it.
  await seller.pressInView({ actionId: actionIds.back });
  await app.time.settle();
  await seller.submitView({});
  await shows(seller, callbackIds.evidence);
  expect(viewText(seller)).toContain('Files from before');
  await seller.pressInView({ actionId: actionIds.more });
  await app.time.settle();
  const ids = [...app.slack.state.files.values()].map(({ id }) => id);
  const sent = await seller.submitView({
    values: {
      ...kit.stepThree,
      evidence: 'https://acme.sharepoint.com/x',
      keptFiles: [ids[1]],
      evidenceFiles: [file('minutes.pdf')],
      evidenceNote: 'See page 3',
    },
  });
  expect(sent.errors).toEqual({});
  await later(app);
  const given = { by: { userId: seller.id, name: null }, at: expect.any(Date) };
  expect(await evidenceOf(app, berlin)).toEqual([
    { kind: 'link', ref: 'https://acme.sharepoint.com/x', ...given },
    { kind: 'note', ref: 'See page 3', ...given },
    { kind: 'file', ref: ids[1], name: 'plan.pdf', permalink: expect.stringContaining('https://'), ...given },
    { kind: 'file', ref: expect.any(String), name: 'minutes.pdf', permalink: expect.any(String), ...given },
  ]);
});

test('a file that is another person’s, forged or too many is refused with words, and the form stays', async () => {
  const app = await dealApp([berlin, german]);
  const seller = sam(app, berlin);
  await onStepThree(app, sam(app, german), german);
  await sam(app, german).submitView({ values: { ...kit.stepThree, evidenceFiles: [file('secret.pdf')] } });
  const [foreign] = [...app.slack.state.files.keys()];
  await onStepThree(app, seller, berlin);
  await seller.submitView({ values: kit.stepThree });
  await later(app);
  await press(app, seller, berlin, actionIds.note);
  const view = seller.currentView();
  const input = view?.values['evidenceFiles'];
  const forge = (files: unknown[]) => {
    if (input === undefined) throw new Error('the form has no file field');
    for (const state of Object.values(input)) state['files'] = files;
  };
  for (const id of [foreign, 'F0NOWHERE']) {
    forge([{ id }]);
    const refused = await seller.submitView({ values: { note: 'see' } });
    expect(refused.errors).toEqual({
      evidenceFiles: 'Slack does not show us a file of yours here. Please choose it again; nothing else is lost.',
    });
  }
  forge(Array.from({ length: 6 }, (_, n) => ({ id: `F0MANY${n}` })));
  const many = await seller.submitView({ values: { note: 'see' } });
  expect(many.errors).toEqual({
    evidenceFiles: 'Please send at most 5 files here; more can go into the thread afterwards.',
  });
  expect(await evidenceOf(app, berlin)).toEqual([]);
  expect(JSON.stringify(await app.database.collection('audit_entries').find({}).toArray())).not.toContain('secret.pdf');
});

test('while Slack tells nothing of a file, the registration and the note are taken without it, and it is said', async () => {
  const app = await dealApp([berlin]);
  const seller = sam(app, berlin);
  await onStepThree(app, seller, berlin);
  app.slack.faults.serverError('files.info', { times: 2 });
  await seller.submitView({ values: { ...kit.stepThree, evidenceFiles: [file('offer.pdf')] } });
  await later(app);
  expect(viewText(seller)).toContain('*Elmstone Clinics* is with us');
  expect(viewText(seller)).toContain('Slack could not show us your file just now; please drop it into its thread.');
  await seller.closeView();
  await press(app, seller, berlin, actionIds.note);
  await seller.submitView({ values: { note: 'The offer', evidenceFiles: [file('offer.pdf')] } });
  expect(viewText(seller)).toContain('is with the reviewer. Slack could not show us your file just now');
  expect(await evidenceOf(app, berlin)).toMatchObject([{ kind: 'note', ref: 'The offer' }]);
});

test('in German, a note with a link without https is refused where it stands', async () => {
  const app = await dealApp([german]);
  await register(app, anna(app, german), german);
  await press(app, anna(app, german), german, actionIds.note);
  const refused = await anna(app, german).submitView({ values: { note: 'Siehe', evidence: 'http://intern/x' } });
  expect(refused.errors).toEqual({
    evidence: 'Bitte einen Link angeben, der mit https:// beginnt. Alles andere bleibt erhalten.',
  });
});

test('an app that was installed before it asked for files takes registrations and notes without them', async () => {
  const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as { oauth_config: { scopes: { bot: string[] } } };
  const { scopes } = manifest.oauth_config;
  scopes.bot = scopes.bot.filter((scope) => scope !== 'files:read');
  const app = await dealApp([berlin], { slack: { manifest } });
  const seller = sam(app, berlin);
  await onStepThree(app, seller, berlin);
  expect(viewText(seller)).toContain('Link to evidence');
  expect(viewText(seller)).not.toContain('file_input');
  await seller.submitView({ values: kit.stepThree });
  await later(app);
  await press(app, seller, berlin, actionIds.note);
  await shows(seller, callbackIds.note);
  await seller.submitView({ values: { note: 'Minutes follow' } });
  await later(app);
  expect(await evidenceOf(app, berlin)).toMatchObject([{ kind: 'note', ref: 'Minutes follow' }]);
});
