import { actionIds } from '#blocks/deals/ids.ts';
import type { StaffActor } from '#core/actor.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { homeTeam } from '#sandbox/app.ts';
import type { Person } from '#sandbox/slack/person.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, partnerWorld, sellerOf, staffPerson, teamOf } from '#test/kit/partners.ts';
import { detailsOf } from './kit-deals.ts';
import { berlin, dealApp, german, later } from './surface-kit.ts';

/** Whose deals nobody here may learn of, and the partner in whose places everybody tries. */
export const [holder, other] = [berlin, german];

/** Nobody of them may do or see anything of the holder's. */
export const outsiders = {
  member: { userId: sellerOf(other), teamId: teamOf(other) },
  admin: { userId: adminOf(other), teamId: teamOf(other) },
  stranger: { userId: 'USTRANGE', teamId: 'TELSE' },
  'staff without rights': { userId: 'UJOEL', teamId: homeTeam.id },
  'staff unknown to us': { userId: 'UNEW', teamId: homeTeam.id },
} as const;
export type Outsider = keyof typeof outsiders;

const states = ['in_review', 'info_needed', 'approved', 'extending', 'offered', 'expired'] as const;
const customers = ['Quillon', 'Brastow', 'Fennimore', 'Oxley', 'Wychbold', 'Tarkington', 'Zebulon'];
const hidden = {
  estimatedAmount: { amountMinor: 7_373_700, currency: 'EUR' },
  expectedCloseOn: '2027-03-17',
  contactName: 'Quentin Hidden',
  competitors: 'Rival Corporation',
  division: 'Maritime claims',
} satisfies Partial<DealDetails>;

export interface ForeignApp {
  test: TestApp;
  dealIds: readonly string[];
  proposalId: string;
  /** What of the holder's nobody else may read. */
  secrets: readonly string[];
}

/** The holder has a registration in every state, and a proposal; each of the outsiders has written to the bot once. */
export async function foreignApp(options: Pick<TestAppOptions, 'closeWith'>): Promise<ForeignApp> {
  const test = await dealApp([holder, other], {
    ...options,
    // Hundreds of presses at one instant: what Slack refused would show nothing, whatever was asked.
    slack: { rateLimits: 'off' },
    world(slack) {
      partnerWorld([holder, other])(slack);
      slack.world.addTeam({ id: 'TELSE', name: 'Elsewhere' });
      for (const { userId, teamId } of Object.values(outsiders).slice(2)) {
        slack.world.addUser({ id: userId, teamId, name: userId.toLowerCase() });
        slack.world.channel(channelOf(other)).memberIds.add(userId);
      }
    },
  });
  await test.database.collection('staff').insertOne({
    ...{ staffId: 'S-JOEL', key: 'joel', name: 'Joel', roles: ['partner_marketing'], timeZone: 'Europe/Berlin' },
    ...{ person: outsiders['staff without rights'], awayUntil: null },
  });
  const dealIds = await Promise.all(states.map((_, n) => seeded(test, n)));
  const proposal = { actor: await inesOf(test), partnerId: partnerIdOf(holder), details: detailsAt(6) };
  const { proposalId } = await test.app.features.bySlug.deals.service.proposeDeal({
    ...proposal,
    draftId: 'V-PROPOSED',
  });
  for (const { userId } of Object.values(outsiders)) await test.slack.as(userId).sayDirectly('help');
  await later(test, 5);
  const secrets = [
    ...customers.flatMap((name) => [name, `${name.toLowerCase()}.example`]),
    ...dealIds,
    ...[proposalId, partnerIdOf(holder), 'Otterbrook', 'Quentin', 'Rival', 'Maritime'],
    ...['73,737', '73.737', '7373700', '2027-03-17', '17 Mar', '17. März'],
    ...['2027-02-11', '11 Feb', '11. Feb'],
  ];
  return { test, dealIds, proposalId, secrets };
}

function detailsAt(n: number): DealDetails {
  const customerDomain = `${customers[n]?.toLowerCase()}.example`;
  const named = { customerLegalName: customers[n] ?? '', customerDomain, contactEmail: `q@${customerDomain}` };
  return detailsOf({ registrationType: 'resale', ...named, ...hidden });
}

/** One registration of the holder's, in the state of this number. */
async function seeded(test: TestApp, n: number): Promise<string> {
  const { service } = test.app.features.bySlug.deals;
  const partnerId = partnerIdOf(holder);
  const person = { teamId: teamOf(holder), userId: sellerOf(holder) };
  const actor = { kind: 'partner', partnerId, person, roles: ['partner_member'] } as const;
  const { dealId } = await service.submitDeal({ actor, partnerId, details: detailsAt(n), draftId: `V-${n}` });
  const ines = await inesOf(test);
  const state = states[n];
  if (state === 'info_needed') {
    await service.askForInfo({ dealId, actor: ines, question: 'Who at Quillon decides?', fields: [] });
  }
  if (state === 'approved' || state === 'extending') await service.approveDeal({ dealId, actor: ines });
  if (state === 'extending') {
    const asked = { newCloseOn: '2027-03-17', activity: 'A demo at Oxley', reason: 'Late' };
    await service.requestExtension({ dealId, actor, ...asked });
  }
  const now = test.clock.now();
  const over = { closedAt: now, clock: null, timers: [], nextStepAt: null };
  const line = { state: 'offered', heldByDealId: 'DR-2026-9000', offeredAt: now, confirmBy: now };
  const rows = test.database.collection<{ _id: string }>('deals');
  if (state === 'offered') {
    await rows.updateOne({ _id: dealId }, { $set: { ...over, status: 'rejected', secondInLine: line } });
  }
  if (state === 'expired') await rows.updateOne({ _id: dealId }, { $set: { ...over, status: 'expired' } });
  return dealId;
}

async function inesOf(test: TestApp): Promise<StaffActor> {
  const row = await test.database.collection('staff').findOne({ key: 'ines' });
  const person = { teamId: homeTeam.id, userId: staffPerson.ines };
  const roles = ['partner_ops', 'deal_approver'] as const;
  return { kind: 'staff', staffId: String(row?.['staffId']), name: 'Ines', person, roles };
}

export const surfaces = ['own channel', 'their channel', 'direct message', 'Home', 'modal'] as const;
export type Surface = (typeof surfaces)[number];

/** Presses what nothing offered, as if it stood there; a person without a modal of ours presses in Home. */
export async function pressedAt(
  { test }: ForeignApp,
  person: Person,
  surface: Surface,
  press: { actionId: string; value: string },
): Promise<void> {
  const forged = { ...press, forged: true };
  const channelId = channelOf(surface === 'their channel' ? holder : other);
  if (surface === 'own channel' || surface === 'their channel') await person.press({ ...forged, channelId, ts: '1.1' });
  else if (surface === 'direct message') {
    const said = person.dms().at(-1);
    await person.press({ ...forged, channelId: String(said?.channelId), ts: String(said?.ts) });
  } else if (surface === 'modal' && person.id === outsiders.member.userId) {
    await person.press({ channelId, ts: '1.1', forged: true, actionId: actionIds.checkFromHub, value: '' });
    await test.time.settle();
    await person.pressInView(forged);
  } else {
    await person.openHome();
    await test.time.settle();
    await person.pressInHome(forged);
  }
  await test.time.settle();
}

/** A form that this person never had, with whatever it says. */
export async function submittedAs(
  { test }: ForeignApp,
  { userId, teamId }: { userId: string; teamId: string },
  form: { callbackId: string; metadata: unknown; values: Readonly<Record<string, unknown>> },
): Promise<void> {
  const values = Object.fromEntries(Object.entries(form.values).map(([name, state]) => [name, { entered: state }]));
  const view = {
    ...{ id: `V${test.slack.log.deliveries.length}`, hash: '1.a', callback_id: form.callbackId },
    private_metadata: JSON.stringify(form.metadata),
    app_installed_team_id: homeTeam.id,
    blocks: [{ type: 'input', block_id: 'note' }],
    state: { values },
  };
  const payload = { type: 'view_submission', team: { id: teamId }, user: { id: userId, team_id: teamId }, view };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  await test.slack.rawDelivery(test.slack.signedRequest(body));
  await test.time.settle();
}
