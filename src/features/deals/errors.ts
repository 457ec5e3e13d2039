import { AppError } from '#core/errors.ts';
import type { FieldProblem } from './field-schemas.ts';
import type { Guard } from './rules/states.ts';
import type { DealStatus } from './state-schemas.ts';

/** Foreign and missing look the same (design §7). */
export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'deals.not_found' });
}

/** A field of the form; `params.problem` is a key of the catalogue's `fieldErrors` (domain §4.3). `input`: where it stands. */
export function fieldProblem({ field, code, params }: FieldProblem, input: string = field): AppError {
  const told = { ...params, problem: code };
  return new AppError({ kind: 'invalid', code: 'deals.field_problem', field: input, params: told });
}

/** `check`: a key of the catalogue's `ineligible` (domain §4.1). */
export function ineligible(check: string): AppError {
  return new AppError({ kind: 'forbidden', code: 'deals.ineligible', params: { check } });
}

/** C1: told only to the same company. */
export function registeredByColleague(dealId: string, at: Date): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.registered_by_colleague', params: { dealId, at } });
}

/** Somebody was faster: "Already approved by Ines 10:42" (domain §4.8). `by` is empty where nobody is to be named. */
export function alreadyMoved(dealId: string, status: DealStatus, by: string, at: Date | null): AppError {
  const params = { dealId, status, by, ...(at === null ? {} : { at }) };
  return new AppError({ kind: 'conflict', code: 'deals.already_moved', params });
}

/** What the person saw is not how it stands any more; nothing was decided. */
export function changedMeanwhile(dealId: string): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.changed_meanwhile', params: { dealId } });
}

export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.already_done' });
}

/** A step's condition of domain §4.8 does not hold. */
export function unmet(reason: `unmet_${Guard}`): AppError {
  return new AppError({ kind: 'invalid', code: `deals.${reason}` });
}

/** To staff: another registration holds this opportunity. */
export function opportunityHeld(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.opportunity_held' });
}

/** To staff: while deciding, something was found that was not known before; it is on the card now. */
export function newlyFound(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.newly_found' });
}

/** The amount is for somebody else: `level` is a key of the catalogue's `levels`. */
export function notYourAmount({ level }: { level: string }): AppError {
  return new AppError({ kind: 'forbidden', code: 'deals.not_your_amount', params: { level } });
}

/** Our accounts are old, and nobody has said that the CRM was looked at (domain §18 J9). */
export function crmUnchecked(): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.crm_unchecked', field: 'checkedCrm' });
}

/** `most`: days. */
export function windowOutOfRange(most: number): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.window_out_of_range', field: 'windowDays', params: { most } });
}

/** A letter cannot have come on a day that is still to come. */
export function letterInFuture(): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.letter_in_future', field: 'receivedOn' });
}

/** To staff: not a quarter or month. */
export function figuresPeriodUnknown(): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.figures_period' });
}

/** To staff: there is no such partner. */
export function partnerUnknown(): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.partner_unknown', field: 'otherPartner' });
}

export function conflictNeedsOperations(): AppError {
  return new AppError({ kind: 'forbidden', code: 'deals.conflict_needs_operations' });
}

/** A sentence for the partner names another partner (domain §12.6). */
export function namesAnotherPartner(): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.names_another_partner', field: 'partnerText' });
}

export function fieldLocked(field: string): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.field_locked', field });
}

/** To the partner, who is not told why: a change of products or close date meets another registration. */
export function changeNeedsContact(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.change_needs_contact' });
}

export function tooShort({ field, least }: { field: string; least: number }): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.too_short', field, params: { least } });
}

/** What was to be sent as the answer is no reply to the question that is open now. */
export function replyGone(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.reply_gone' });
}

export function findingUnknown(): AppError {
  return new AppError({ kind: 'missing', code: 'deals.finding_unknown' });
}

export function extensionPending(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.extension_pending' });
}

/** All extensions are used: an exception is the partner manager's to ask for. */
export function extensionsUsed(params: { used: number; most: number }): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.extensions_used', params });
}

/** None of us has a Slack account that could be written to. */
export function nobodyToAsk(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.nobody_to_ask' });
}

/** The days after a refusal in which evidence is taken are over. */
export function evidenceOver(endedOn: string): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.evidence_over', params: { endedOn } });
}

/** Asked for already, or settled. */
export function reinstatementAsked(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.reinstatement_asked' });
}

/** Too late, or somebody else holds it: the same words, so that the partner does not learn which. */
export function reinstatementOver(endedOn: string): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.reinstatement_over', params: { endedOn } });
}

/** A day of the past is meant. */
export function dayToCome(field: string): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.day_to_come', field });
}

export function noExtensionAsked(): AppError {
  return new AppError({ kind: 'conflict', code: 'deals.no_extension_asked' });
}

/** The contract is dated outside the protection, `endedOn` its last day. */
export function outsideProtection(endedOn: string): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.outside_protection', field: 'contractOn', params: { endedOn } });
}
