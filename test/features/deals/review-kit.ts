import { actionIds as touchActions } from '#blocks/check-ins/ids.ts';
import type { PartnerActor, StaffActor } from '#core/actor.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import type { Occurrence } from '#features/check-ins/schemas.ts';
import { homeTeam } from '#sandbox/app.ts';
import { after } from '#test/features/check-ins/kit.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, sellerOf, staffPerson, teamOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { detailsOf } from './kit-deals.ts';
import { dealApp } from './surface-kit.ts';

/** Monday 14 December 2026 in Warsaw: prompt 10:00, reminder Tue 09:30, due Tue 12:00, gaps 13:00, summary Wed, close 17:00. */
export const week51 = {
  prompt: new Date('2026-12-14T09:00:00Z'),
  reminder: new Date('2026-12-15T08:30:00Z'),
  gaps: new Date('2026-12-15T12:00:00Z'),
  summary: new Date('2026-12-16T09:00:00Z'),
  close: new Date('2026-12-16T16:00:00Z'),
} as const;

export const larkhill: TestPartner = {
  ref: 'P103',
  language: 'en',
  zone: 'Europe/Warsaw',
  country: 'PL',
  name: 'Larkhill Data',
  tier: 'strategic',
  knowsSeller: true,
};

type Owner = 'anna' | 'sam' | 'nobody';
/** Customers unlike each other, each with whose deal it is. */
export const owners = { 'Elmstone Clinics': 'anna', 'Fernvale Energy': 'sam', 'Birchwood Rail': 'nobody' } as const;
export type Customer = keyof typeof owners;

export function actorOf(partner: TestPartner, who: 'anna' | 'sam'): PartnerActor {
  const userId = who === 'anna' ? adminOf(partner) : sellerOf(partner);
  const roles = who === 'anna' ? (['partner_member', 'partner_admin'] as const) : (['partner_member'] as const);
  return { kind: 'partner', partnerId: partnerIdOf(partner), person: { teamId: teamOf(partner), userId }, roles };
}

export async function reviewer(app: TestApp): Promise<StaffActor> {
  const staff = await app.database.collection('staff').findOne({ key: 'ines' });
  const person = { teamId: homeTeam.id, userId: staffPerson.ines };
  return { kind: 'staff', staffId: String(staff?.['staffId']), name: 'Ines', person, roles: ['partner_ops'] };
}

/** A partner with these deals, approved on 27 November and stale by the review of week 51; at its prompt. */
export async function reviewApp(
  customers: readonly Customer[],
  partner: TestPartner = larkhill,
  options: TestAppOptions = {},
): Promise<TestApp> {
  const app = await dealApp([partner], { startAt: new Date('2026-11-27T09:00:00Z'), ...options });
  const { service } = app.app.features.bySlug.deals;
  const ines = await reviewer(app);
  for (const customer of customers) {
    const actor = actorOf(partner, 'sam');
    const details = reviewedDeal(customer, ownerOf(partner, owners[customer]));
    const { dealId } = await service.submitDeal({ actor, partnerId: partnerIdOf(partner), details, draftId: customer });
    await service.approveDeal({ dealId, actor: { ...ines, roles: ['partner_ops', 'deal_approver'] } });
  }
  return app;
}

function reviewedDeal(customer: Customer, dealOwner: DealDetails['dealOwner']): DealDetails {
  const customerDomain = `${customer.toLowerCase().replace(' ', '-')}.example`;
  const fixed = { registrationType: 'resale', interactionOn: '2026-11-26', customerCountry: 'PL' } as const;
  return detailsOf({ ...fixed, customerLegalName: customer, customerDomain, dealOwner });
}

function ownerOf(partner: TestPartner, owner: Owner): DealDetails['dealOwner'] {
  if (owner === 'nobody') return { name: 'Somebody', person: null };
  return { name: owner, person: actorOf(partner, owner).person };
}

export async function reviewOf(app: TestApp, partner = larkhill): Promise<Occurrence> {
  const _id = `weekly_deal_review:${partnerIdOf(partner)}:2026-W51`;
  const row = await app.database.collection<{ _id: string }>('touch_occurrences').findOne({ _id });
  return row as unknown as Occurrence;
}

/** The newest review in the channel, with the replies under it. */
export function shownReview(app: TestApp, partner = larkhill) {
  const channelId = channelOf(partner);
  const isRoot = ({ ts, threadTs }: { ts: string; threadTs?: string }) => threadTs === undefined || threadTs === ts;
  const prompt = app.slack
    .messages(channelId)
    .filter(isRoot)
    .findLast(({ text }) => /Deal review|Geschäfte, KW/.test(text));
  if (prompt === undefined) throw new Error('no deal review in the channel');
  const thread = app.slack.thread(channelId, prompt.ts).filter(({ ts }) => ts !== prompt.ts);
  return {
    ts: prompt.ts,
    text: prompt.text,
    blocks: JSON.stringify(prompt.blocks),
    thread: thread.map(({ text }) => text),
  };
}

export async function dealIdOf(app: TestApp, customer: Customer): Promise<string> {
  const row = await app.database
    .collection<{ _id: string }>('deals')
    .findOne({ 'details.customerLegalName': customer });
  return row?._id ?? '';
}

/** Presses a word about one deal; `old`: a button that is no longer shown. */
export async function say(
  app: TestApp,
  who: 'anna' | 'sam',
  about: Customer | 'help',
  choice: string,
  { partner = larkhill, old = false } = {},
): Promise<void> {
  const { snapshot } = await reviewOf(app, partner);
  const index = snapshot?.items.findIndex(({ title }) => title === about) ?? -1;
  const end = about === 'help' ? `${choice}|W2` : `${choice}|D1|${index}`;
  const value = `weekly_deal_review:${partnerIdOf(partner)}:2026-W51|${end}`;
  const isListed = choice === 'won' || choice === 'lost' || choice === 'on_hold';
  const usual = about === 'help' ? touchActions.choice[5] : touchActions.choice[choice === 'no_change' ? 1 : 0];
  const actionId = isListed ? touchActions.otherChoice : usual;
  const place = { channelId: channelOf(partner), ts: shownReview(app, partner).ts, value };
  await after(app, personOf(app, who, partner).press({ ...place, actionId, ...(old ? { forged: true } : {}) }));
}

export function personOf(app: TestApp, who: 'anna' | 'sam', partner = larkhill) {
  return app.slack.as(actorOf(partner, who).person.userId);
}

/** What only this person was told, oldest first. */
export function toldTo(app: TestApp, who: 'anna' | 'sam', partner = larkhill): readonly string[] {
  return personOf(app, who, partner)
    .ephemeralMessages()
    .map(({ text }) => text);
}
