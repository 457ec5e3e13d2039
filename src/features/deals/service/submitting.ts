import { actorLabel } from '#core/actor.ts';
import type { PartnerActor } from '#core/actor.ts';
import { localDateOf, addHours } from '#core/calendar/instants.ts';
import { toAppError } from '#core/errors.ts';
import { humanId } from '#core/ids.ts';
import type { Write } from '#core/write.ts';
import type { DealDetails, FieldProblem } from '../field-schemas.ts';
import { fieldProblem, ineligible, notFound, registeredByColleague } from '../errors.ts';
import { matchFieldsOf, taxIdOf } from '../matching/fields.ts';
import { approverFor } from '../rules/approver.ts';
import { levelNeeded } from '../rules/authority.ts';
import { decisionBudget, startedClock } from '../rules/clock.ts';
import { blankDeal } from '../rules/blank-deal.ts';
import { eligibilityOf } from '../rules/eligibility.ts';
import { given } from '../rules/evidence.ts';
import { inUsd, reportedAmount } from '../rules/fx.ts';
import { rootKeyOf } from '../rules/keys.ts';
import { allowedTypes } from '../rules/registration-types.ts';
import { problemsOf } from '../rules/submission.ts';
import { earliest, timersAfter } from '../rules/timers.ts';
import type { Deal, EligibilityResult } from '../schemas.ts';
import { requireMember } from './access.ts';
import { sendAll } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealContext, DealDeps } from './context.ts';
import { reportOf } from './reporting.ts';
import type { createMatching } from './matching.ts';
import { rootIntent } from './partner-intents.ts';
import type { Eligibility, SubmittingVerbs } from './verbs.ts';

/** Numbers that partners see have gaps, so that volume cannot be read off them (domain §0.2). */
const largestGap = 9;
const matcher = { kind: 'job', name: 'deals.matching' } as const;

type Submitting = Pick<
  SubmittingVerbs,
  'checkEligibility' | 'findDraft' | 'saveDraft' | 'discardDraft' | 'problemsIn' | 'submitDeal' | 'findSubmitted'
>;

/** What a submission needs besides who sends it; `proposing.ts` submits the same way. */
export interface Entry {
  actor: PartnerActor;
  partnerId: string;
  details: DealDetails;
  draftId: string;
  /** Runs inside the write that stores the registration. */
  alsoInWrite(deal: Deal, write: Write): Promise<void>;
}

export function createSubmitting(deps: DealDeps, { matchDeal }: ReturnType<typeof createMatching>) {
  const { deals, drafts, directory, clock, ids, inOneWrite, log } = deps;

  const verbs: Submitting = {
    async checkEligibility({ actor, partnerId }) {
      requireMember('checkEligibility', actor, partnerId);
      return eligibilityFor(partnerId);
    },

    async findDraft({ actor, partnerId }) {
      const { person } = requireMember('saveDraft', actor, partnerId);
      const draft = await drafts.findDraft({ partnerId, person });
      return draft !== null && draft.expiresAt > clock.now() ? draft : null;
    },

    async saveDraft({ actor, partnerId, values, step }) {
      const { person } = requireMember('saveDraft', actor, partnerId);
      const { draftDays } = await deps.settings();
      return inOneWrite(async (write) => {
        const known = await drafts.findDraft({ partnerId, person }, write);
        const updatedAt = write.at;
        const draft = {
          draftId: known?.draftId ?? ids.opaque(),
          ...{ partnerId, person, values, step, updatedAt },
          createdAt: known?.createdAt ?? updatedAt,
          expiresAt: addHours(updatedAt, draftDays * 24),
        };
        await drafts.saveDraft(draft, write);
        return draft;
      });
    },

    async discardDraft({ actor, partnerId }) {
      const { person } = requireMember('saveDraft', actor, partnerId);
      await inOneWrite((write) => drafts.deleteDraft({ partnerId, person }, write));
    },

    problemsIn: ({ partnerId, details, complete }) => problemsIn(partnerId, details, complete),

    async submitDeal({ actor, partnerId, details, draftId }) {
      const member = requireMember('submitDeal', actor, partnerId);
      const alsoInWrite = (_deal: Deal, write: Write) =>
        drafts.deleteDraft({ partnerId, person: member.person }, write);
      return enter({ actor: member, partnerId, details, draftId, alsoInWrite });
    },

    async findSubmitted({ actor, partnerId, draftId }) {
      requireMember('submitDeal', actor, partnerId);
      const known = await ownByDraft({ partnerId, draftId });
      return known === null ? null : matched(known);
    },
  };

  /** Stored first, matched then: what crashes in between is matched when it is sent again, or by the sweep. */
  async function enter(entry: Entry): Promise<Deal> {
    return matched((await ownByDraft(entry)) ?? (await stored(entry)));
  }

  /** Throws AppError(missing) when it is another partner's: foreign and missing look the same. */
  async function ownByDraft({ partnerId, draftId }: Pick<Entry, 'partnerId' | 'draftId'>): Promise<Deal | null> {
    const known = await deals.findByDraft(draftId);
    if (known !== null && known.partnerId !== partnerId) throw notFound();
    return known;
  }

  async function matched(deal: Deal): Promise<Deal> {
    if (deal.matchedAt !== null) return deal;
    try {
      return await matchDeal({ dealId: deal.dealId, actor: matcher });
    } catch (thrown) {
      log.warn({ verb: 'submitDeal', key: deal.dealId, code: toAppError(thrown).code }, 'is matched by the sweep');
      return deal;
    }
  }

  async function stored(entry: Entry): Promise<Deal> {
    const { partnerId, details } = entry;
    const { unmet, results } = await eligibilityFor(partnerId);
    if (unmet !== null) throw ineligible(unmet);
    const problems = await problemsIn(partnerId, details, true);
    const wrong = problems.find(({ isWarning }) => isWarning !== true);
    if (wrong !== undefined) throw fieldProblem(wrong);
    try {
      await refuseOwnDuplicate(partnerId, details);
      return await inOneWrite((write) => insert(entry, results, problems, write));
    } catch (thrown) {
      // Sent twice at once: the other one was faster.
      const same = await ownByDraft(entry);
      if (same === null) throw thrown;
      return same;
    }
  }

  async function insert(
    entry: Entry,
    eligibility: readonly EligibilityResult[],
    warnings: readonly FieldProblem[],
    write: Write,
  ): Promise<Deal> {
    const { partnerId, actor } = entry;
    const at = write.at;
    const unassigned = await contextOf(deps, { partnerId, approverStaffId: null, clock: null }, at);
    const money = inUsd(reportedAmount(entry.details), unassigned.settings);
    const level = levelNeeded(money.amountUsd?.amountMinor ?? null, unassigned.settings);
    const approver = approverFor(level, unassigned.team, { zone: unassigned.partner.zone, at });
    const about = { partnerId, approverStaffId: approver?.staffId ?? null, clock: null };
    const context = await contextOf(deps, about, at);
    const deal = await dealOf(entry, context, write);
    const complete: Deal = {
      ...deal,
      ...money,
      approverStaffId: about.approverStaffId,
      eligibility: [...eligibility],
      warnings: warnings.map(({ code }) => code),
    };
    const timers = [...timersAfter(complete, at, context), { step: 'match' as const, at }];
    const inserted: Deal = { ...complete, timers, nextStepAt: earliest(timers) };
    await deals.insertDeal(inserted, write);
    const object = `deals/${inserted.dealId}`;
    await write.audit({ actor, action: 'deal.submitted', object, partnerId, after: { status: 'submitted' } });
    await sendAll(write, [rootIntent(inserted, context, true)]);
    await entry.alsoInWrite(inserted, write);
    return inserted;
  }

  async function dealOf(entry: Entry, context: DealContext, write: Write): Promise<Deal> {
    const { at } = write;
    const { card, settings, reviewTime } = context;
    const year = Number(localDateOf(at, settings.vendorZone).slice(0, 4));
    const sequence = await deals.nextNumber('sequence', 1, write);
    const dealId = humanId('DR', await deals.nextNumber(`DR-${year}`, ids.step(largestGap), write), year);
    const budget = decisionBudget(card.tier, at, reviewTime, settings);
    const { normalizedName, searchKeys } = matchFieldsOf(entry.details);
    const { mainChannelId } = card;
    return {
      ...blankDeal,
      dealId,
      partnerId: entry.partnerId,
      draftId: entry.draftId,
      details: { ...entry.details, evidence: given(entry.details.evidence, entry.actor, at) },
      roeVersion: settings.roeVersion,
      submittedAt: at,
      submittedBy: entry.actor.person,
      completeAt: at,
      sequence,
      normalizedName,
      searchKeys: [...searchKeys],
      clock: startedClock(at, budget, reviewTime),
      lastUpdateAt: at,
      thread: mainChannelId === null ? null : { key: rootKeyOf(dealId), channelId: mainChannelId },
      history: [{ at, action: 'submitted', by: actorLabel(entry.actor), status: 'submitted', note: null }],
    };
  }

  /** C1: the same company's own registration is opened instead (domain §4.5). */
  async function refuseOwnDuplicate(partnerId: string, details: DealDetails): Promise<void> {
    const at = clock.now();
    const context = await contextOf(deps, { partnerId, approverStaffId: null, clock: null }, at);
    const { findings } = await reportOf(deps, { partnerId, details }, context, at);
    const own = findings.find(({ class: of }) => of === 'C1')?.params;
    if (own?.ownDealId && own.ownCompleteAt) throw registeredByColleague(own.ownDealId, own.ownCompleteAt);
  }

  async function problemsIn(partnerId: string, details: Partial<DealDetails>, complete: boolean) {
    const { customerDomain = null, customerTaxId = null } = details;
    const [card, settings, buysByDivision] = await Promise.all([
      directory.getPartner(partnerId),
      deps.settings(),
      deps.accounts.buysByDivision({ registrableDomain: customerDomain, taxId: taxIdOf(customerTaxId) }),
    ]);
    const { primaryType, secondaryTypes, products, domains, displayName, legalName, timeZone } = card;
    const partner = {
      primaryType,
      secondaryTypes,
      products,
      domains,
      names: [displayName, legalName],
      cal: card.calendar,
    };
    const today = localDateOf(clock.now(), timeZone);
    return problemsOf(details, { today, partner, buysByDivision, vendor: settings.vendor, settings }, complete);
  }

  async function eligibilityFor(partnerId: string): Promise<Eligibility> {
    const [card, settings, openCount, contributed] = await Promise.all([
      directory.getPartner(partnerId),
      deps.settings(),
      deals.countOpen(partnerId),
      Promise.all(
        deps.eligibilityChecks().map(async ({ check, stateOf }) => ({ check, state: await stateOf(partnerId) })),
      ),
    ]);
    const mostOpen = settings.maxOpen[card.tier];
    return eligibilityOf(contributed, { types: allowedTypes(card), openCount, mostOpen, status: card.status });
  }

  return { ...verbs, enter };
}
