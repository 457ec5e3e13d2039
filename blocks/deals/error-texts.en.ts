import type { ErrorText } from '#core/language.ts';
import { choices } from './choice-texts.en.ts';
import { fieldErrors } from './form-texts.en.ts';
import { outlook } from './outlook-texts.en.ts';
import { dayText } from './words.ts';

/** Why a partner cannot register now, by check of domain §4.1; says where to begin. */
export const ineligible: Readonly<Record<string, string>> = {
  status: 'Registration opens once your partnership is active. Your partner manager knows what is missing.',
  agreement: 'Registration needs an agreement in force. Your partner manager can tell you where it stands.',
  onboarding_gate: 'Registration opens with the next step of your onboarding. Your partner manager knows which.',
  certified_seller:
    'Registration is open once one colleague has the Sales Core certificate. Ask your partner manager where to start.',
  registration_type: 'Your partnership includes no deal registration. Your partner manager can tell you more.',
  open_limit: 'You have reached the number of open registrations. Close or update one under *My deals* first.',
  other: 'Registration is not open for you at the moment. Your partner manager can tell you why.',
};

const unmet = {
  unmet_eligible: () => 'The partner cannot register at the moment. Nothing was changed.',
  unmet_complete: () => 'Something is missing. Nothing was sent; please complete the form.',
  unmet_question_asked: () => 'Please ask a question of at least 10 characters.',
  unmet_answered: () => 'Please write an answer.',
  unmet_no_open_findings: () => 'Resolve the conflict first. Nothing was decided.',
  unmet_within_authority: () => 'This amount is not yours to decide. Nothing was changed.',
  unmet_reason_and_text: () => 'Please choose a reason and write a sentence for the partner.',
  unmet_reason: () => 'Please choose a reason.',
  unmet_extension_allowed: () => 'More time cannot be asked for here. Ask your partner manager for an exception.',
  unmet_contract_stated: () => 'Please enter contract date and amount.',
  unmet_within_protection: () => 'Protection is over. Ask your partner manager for a review.',
  unmet_within_grace: () => 'The time to report a win after protection is over. Nothing was changed.',
  unmet_not_extending: () => 'A request for more time is still open. Nothing was changed.',
  unmet_reinstatable: () => 'This cannot be reinstated: too late, no update, or the opportunity is taken.',
  unmet_offered: () => 'This offer is no longer open. You can register the deal again.',
} satisfies Readonly<Record<string, ErrorText>>;

export const errors = {
  ...unmet,
  not_found: () => 'This registration was not found. Nothing was changed.',
  partner_only: () => 'Only people of the partner company can do this. Staff use `/partner deals`.',
  partner_id_needed: () => 'Say which partner, for example `/partner deal new P-0016`.',
  partner_not_yours: () => 'This partner was not found among yours. Nothing was changed.',
  usage: () => 'Try `/partner deals`, `/partner deals P-0016` or `/partner deals DR-2026-0142`.',
  field_problem: (p) => (fieldErrors[String(p['problem'])] ?? fieldErrors['invalid_value'])?.(p as never) ?? '',
  ineligible: (p) => ineligible[String(p['check'])] ?? ineligible['other'] ?? '',
  registered_by_colleague: (p) => `Your own company has registered this already: ${String(p['dealId'])}.`,
  already_moved: (p) => alreadyMoved(String(p['status']), String(p['by'] ?? ''), timeOf(p['at'])),
  changed_meanwhile: (p) =>
    `${String(p['dealId'])} has changed since you opened it. Nothing was done; please look again.`,
  already_done: () => 'This is already done.',
  opportunity_held: () => 'Another registration holds this opportunity. Nothing was decided.',
  newly_found: () => 'Something new was found while you decided. Nothing was decided; it stands on the card now.',
  not_your_amount: (p) =>
    `This amount is for ${p['level'] === 'pm_lead' ? 'the PM lead' : 'the sales leader'}. Nothing was changed.`,
  figures_period: () => 'Say a quarter or a month, such as `/partner deals figures 2026-Q4` or `… 2026-11`.',
  crm_unchecked: () => 'Our accounts are out of date. Look into the CRM and tick the box; nothing was decided.',
  window_out_of_range: (p) => `Please enter 1 to ${String(p['most'])} days.`,
  letter_in_future: () => 'This day is still to come. Please enter when the letter came.',
  partner_unknown: () => 'There is no such partner. Nothing was changed; please check the id.',
  conflict_needs_operations: () => 'Conflicts are for partner operations. Nothing was changed.',
  names_another_partner: () => 'This sentence names another partner. Please write it without the name.',
  field_locked: () => 'This field cannot be changed now. Nothing was changed.',
  change_needs_contact: () =>
    'This change needs a look by us first. Nothing was changed; please ask your partner manager.',
  too_short: (p) => `Please write at least ${String(p['least'])} characters.`,
  finding_unknown: () => 'This finding is no longer open. Nothing was changed.',
  reply_gone: () => 'These words belong to an earlier question. Nothing was sent; please press *Answer*.',
  extension_pending: () => 'More time is asked for already; the decision is open.',
  extensions_used: (p) => outlook.extensionsUsed(Number(p['used']), Number(p['most']), outlook.yourManager),
  nobody_to_ask: () => 'Nobody can be reached this way now. Nothing was sent; please write it in your channel.',
  evidence_over: (p) => outlook.evidenceOver(dayText(String(p['endedOn']), 'en')),
  reinstatement_asked: () => outlook.reinstatementAskedBefore,
  reinstatement_over: (p) => outlook.reinstatementOver(dayText(String(p['endedOn']), 'en')),
  day_to_come: () => 'This day is still to come. Please enter one that has been; plans go into the next step.',
  no_extension_asked: () => 'No request for more time is open.',
  outside_protection: (p) => `Outside protection (ended ${String(p['endedOn'])}). Ask for a review.`,
  pre_check_person_limit: (p) =>
    `You have asked ${String(p['limit'])} times today. Tomorrow you can ask again; registering is always possible.`,
  pre_check_partner_limit: (p) =>
    `Your company has asked ${String(p['limit'])} times today. Tomorrow you can ask again; registering is always possible.`,
} satisfies Readonly<Record<string, ErrorText>>;

/** "Already approved by Ines 10:42" (domain §4.8). */
function alreadyMoved(status: string, by: string, time: string): string {
  const words = (choices.statuses as Readonly<Record<string, string>>)[status] ?? status;
  return [`Already ${words}`, ...(by === '' ? [] : [`by ${by}`]), ...(time === '' ? [] : [time])].join(' ') + '.';
}

function timeOf(at: unknown): string {
  return at instanceof Date ? `${at.toISOString().slice(11, 16)} UTC` : '';
}
