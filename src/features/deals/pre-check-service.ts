import type { Actor, PartnerActor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { IdSource } from '#core/ids.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { PreCheck } from './account-schemas.ts';
import type { ConflictFinder } from './conflicts/find.ts';
import { registrableDomainOf } from './matching/domains.ts';
import { fieldsOfDomain, preCheckVerdict } from './pre-check-rules.ts';
import type { PreCheckStore } from './pre-check-store.ts';
import { rights } from './rules.ts';

export interface PreCheckRequest {
  actor: Actor;
  partnerId: string;
  /** A website, link or mail address as typed. */
  domain: string;
  /** The same delivery a second time gives the same answer and counts once. */
  deliveryKey?: string;
  /** Owes the answer in the same write; `notBefore: result.answerAt`, or its speed would tell something. */
  answer?: (result: PreCheckResult, write: Write) => Promise<void>;
}

/** One shape for all outcomes; `ownDealId` only for the partner's own open registration. */
export interface PreCheckResult extends Pick<PreCheck, 'domain' | 'outcome' | 'ownDealId'> {
  /** Not to be shown earlier: a fixed time after the question, whatever there was to find. */
  answerAt: Date;
}

export type PreCheckService = ReturnType<typeof createPreCheckService>;

/** To see who fishes; then they are nobody's business. */
const keptHours = 90 * 24;

/** The blind pre-check (issue 5 item 2): says whether a domain is free, never who holds it. */
export function createPreCheckService(deps: {
  finder: Pick<ConflictFinder, 'search'>;
  preChecks: PreCheckStore;
  program: Pick<ProgramPublic, 'current'>;
  directory: Pick<DirectoryPublic, 'getPartner'>;
  ids: IdSource;
  clock: Clock;
  inOneWrite: InOneWrite;
}) {
  return {
    /**
     * Throws forbidden; invalid (deals.field_problem, field `domain`, params.problem of `DomainProblem`); conflict
     * (deals.pre_check_person_limit | deals.pre_check_partner_limit, params.limit) until the partner's next day.
     */
    async preCheck(request: PreCheckRequest): Promise<PreCheckResult> {
      const askedAt = deps.clock.now();
      const actor = memberOf(request);
      const settings = await deps.program.current();
      const { preCheck: limits, allowReservedDomains } = settings.deals;
      const { partnerId, deliveryKey, answer } = request;
      const domain = checkedDomain(request.domain, allowReservedDomains);
      const zone = settings.vendor.timeZone;
      const related = await deps.finder.search(fieldsOfDomain(domain), zone);
      const verdict = preCheckVerdict(partnerId, domain, related, { today: localDateOf(askedAt, zone), zone });
      const { timeZone } = await deps.directory.getPartner(partnerId);
      const preCheck: PreCheck = {
        preCheckId: deliveryKey ?? deps.ids.opaque(),
        ...{ partnerId, person: actor.person, domain, at: askedAt },
        ...verdict,
      };
      return deps.inOneWrite(async (write) => {
        const earlier = await deps.preChecks.findPreCheck(preCheck.preCheckId, write);
        if (earlier !== null) return resultOf(earlier, limits.delayMs);
        const day = localDateOf(askedAt, timeZone);
        requireWithin(limits, await deps.preChecks.countAsked({ partnerId, person: actor.person, day }, write));
        await deps.preChecks.insertPreCheck(preCheck, write);
        const result = resultOf(preCheck, limits.delayMs);
        await answer?.(result, write);
        return result;
      });
    },

    /** Forgets questions older than 90 days; answers how many. Throws forbidden. */
    purgePreChecks({ now, actor }: { now: Date; actor: Actor }): Promise<number> {
      requireRight(rights, 'sweep', actor);
      return deps.preChecks.deletePreChecksBefore(addHours(now, -keptHours));
    },

    /** When the next one is to be forgotten; null when none is kept. */
    async nextPurgeAt(): Promise<Date | null> {
      const oldest = await deps.preChecks.findOldest();
      return oldest === null ? null : new Date(addHours(oldest, keptHours).getTime() + 1);
    },
  };
}

function memberOf({ actor, partnerId }: PreCheckRequest): PartnerActor {
  requireRight(rights, 'preCheck', actor);
  if (actor.kind !== 'partner' || actor.partnerId !== partnerId) {
    throw new AppError({ kind: 'forbidden', code: 'core.forbidden', details: { verb: 'preCheck', partnerId } });
  }
  return actor;
}

function checkedDomain(text: string, allowReservedDomains: boolean): string {
  const found = registrableDomainOf(text, { allowReservedDomains });
  if ('domain' in found) return found.domain;
  const params = { problem: found.problem, host: found.host };
  throw new AppError({ kind: 'invalid', code: 'deals.field_problem', field: 'domain', params });
}

function requireWithin(
  limits: { perPersonPerDay: number; perPartnerPerDay: number },
  asked: { byPartner: number; byPerson: number },
): void {
  if (asked.byPerson > limits.perPersonPerDay) throw limitReached('person', limits.perPersonPerDay);
  if (asked.byPartner > limits.perPartnerPerDay) throw limitReached('partner', limits.perPartnerPerDay);
}

function limitReached(whose: 'person' | 'partner', limit: number): AppError {
  return new AppError({ kind: 'conflict', code: `deals.pre_check_${whose}_limit`, params: { limit } });
}

function resultOf({ domain, outcome, ownDealId, at }: PreCheck, delayMs: number): PreCheckResult {
  return { domain, outcome, ownDealId, answerAt: new Date(at.getTime() + delayMs) };
}
