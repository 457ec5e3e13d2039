import { choices } from './choice-texts.de.ts';
import type { errors as englishErrors, ineligible as english } from './error-texts.en.ts';
import { fieldErrors } from './form-texts.de.ts';
import { outlook } from './outlook-texts.de.ts';
import { dayText } from './words.ts';

export const ineligible: typeof english = {
  status: 'Registrieren können Sie, sobald Ihre Partnerschaft aktiv ist. Ihre Partnerbetreuung weiß, was noch fehlt.',
  agreement: 'Zum Registrieren braucht es einen gültigen Vertrag. Ihre Partnerbetreuung kennt den Stand.',
  onboarding_gate:
    'Registrieren können Sie nach dem nächsten Schritt Ihres Onboardings. Ihre Partnerbetreuung weiß, welchem.',
  certified_seller:
    'Registrieren können Sie, sobald jemand von Ihnen das Zertifikat Sales Core hat. Ihre Partnerbetreuung sagt, wo es losgeht.',
  registration_type: 'Ihre Partnerschaft umfasst keine Deal-Registrierung. Ihre Partnerbetreuung weiß mehr.',
  open_limit:
    'Sie haben die Höchstzahl offener Registrierungen erreicht. Schließen Sie zuerst eine unter *Meine Deals*.',
  other: 'Registrieren ist für Sie gerade nicht möglich. Ihre Partnerbetreuung kann sagen, warum.',
};

const unmet: Pick<typeof englishErrors, Extract<keyof typeof englishErrors, `unmet_${string}`>> = {
  unmet_eligible: () => 'Der Partner kann gerade nicht registrieren. Es wurde nichts geändert.',
  unmet_complete: () => 'Es fehlt noch etwas. Es wurde nichts gesendet; bitte vervollständigen Sie das Formular.',
  unmet_question_asked: () => 'Bitte stellen Sie eine Frage mit mindestens 10 Zeichen.',
  unmet_answered: () => 'Bitte schreiben Sie eine Antwort.',
  unmet_no_open_findings: () => 'Bitte zuerst den Konflikt klären. Es wurde nichts entschieden.',
  unmet_within_authority: () => 'Über diesen Betrag entscheiden Sie nicht. Es wurde nichts geändert.',
  unmet_reason_and_text: () => 'Bitte wählen Sie einen Grund und schreiben Sie einen Satz für den Partner.',
  unmet_reason: () => 'Bitte wählen Sie einen Grund.',
  unmet_extension_allowed: () =>
    'Mehr Zeit lässt sich hier nicht erbitten. Fragen Sie Ihre Partnerbetreuung nach einer Ausnahme.',
  unmet_contract_stated: () => 'Bitte nennen Sie Vertragsdatum und Betrag.',
  unmet_within_protection: () => 'Der Schutz ist vorbei. Bitten Sie Ihre Partnerbetreuung um eine Prüfung.',
  unmet_within_grace: () => 'Die Frist, einen Gewinn nach dem Schutz zu melden, ist vorbei. Es wurde nichts geändert.',
  unmet_not_extending: () => 'Eine Bitte um mehr Zeit ist noch offen. Es wurde nichts geändert.',
  unmet_reinstatable: () =>
    'Das lässt sich nicht wieder einsetzen: zu spät, keine Aktualisierung, oder das Geschäft ist vergeben.',
  unmet_offered: () => 'Dieses Angebot gilt nicht mehr. Sie können das Geschäft neu registrieren.',
};

export const errors: typeof englishErrors = {
  ...unmet,
  not_found: () => 'Diese Registrierung wurde nicht gefunden. Es wurde nichts geändert.',
  partner_only: () => 'Das können nur Personen des Partnerunternehmens. Unser Team nutzt `/partner deals`.',
  partner_id_needed: () => 'Nennen Sie den Partner, zum Beispiel `/partner deal new P-0016`.',
  partner_not_yours: () => 'Dieser Partner wurde unter Ihren nicht gefunden. Es wurde nichts geändert.',
  usage: () => 'Möglich sind `/partner deals`, `/partner deals P-0016` oder `/partner deals DR-2026-0142`.',
  field_problem: (p) => (fieldErrors[String(p['problem'])] ?? fieldErrors['invalid_value'])?.(p as never) ?? '',
  ineligible: (p) => ineligible[String(p['check'])] ?? ineligible['other'] ?? '',
  registered_by_colleague: (p) => `Ihre eigene Firma hat das schon registriert: ${String(p['dealId'])}.`,
  already_moved: (p) => alreadyMoved(String(p['status']), String(p['by'] ?? ''), timeOf(p['at'])),
  changed_meanwhile: (p) =>
    `${String(p['dealId'])} hat sich geändert, seit Sie es geöffnet haben. Es ist nichts geschehen; bitte sehen Sie noch einmal nach.`,
  already_done: () => 'Das ist schon erledigt.',
  opportunity_held: () => 'Eine andere Registrierung hält dieses Geschäft. Es wurde nichts entschieden.',
  newly_found: () => 'Während der Entscheidung wurde etwas Neues gefunden. Es wurde nichts entschieden.',
  not_your_amount: (p) =>
    `Über diesen Betrag entscheidet ${p['level'] === 'pm_lead' ? 'die Leitung der Partnerbetreuung' : 'die Vertriebsleitung'}. Es wurde nichts geändert.`,
  figures_period: () =>
    'Bitte ein Quartal oder einen Monat nennen, etwa `/partner deals figures 2026-Q4` oder `… 2026-11`.',
  crm_unchecked: () =>
    'Unsere Kundendaten sind veraltet. Bitte im CRM nachsehen und abhaken; es wurde nichts entschieden.',
  window_out_of_range: (p) => `Bitte 1 bis ${String(p['most'])} Tage eingeben.`,
  letter_in_future: () => 'Dieser Tag kommt erst noch. Bitte den Tag eingeben, an dem der Brief kam.',
  partner_unknown: () => 'Diesen Partner gibt es nicht. Es wurde nichts geändert; bitte die Nummer prüfen.',
  conflict_needs_operations: () => 'Konflikte entscheidet Partner Operations. Es wurde nichts geändert.',
  names_another_partner: () => 'Dieser Satz nennt einen anderen Partner. Bitte ohne den Namen schreiben.',
  field_locked: () => 'Dieses Feld lässt sich jetzt nicht ändern. Es wurde nichts geändert.',
  change_needs_contact: () =>
    'Diese Änderung müssen wir uns zuerst ansehen. Es wurde nichts geändert; bitte fragen Sie Ihren Partnermanager.',
  too_short: (p) => `Bitte schreiben Sie mindestens ${String(p['least'])} Zeichen.`,
  finding_unknown: () => 'Dieser Punkt ist nicht mehr offen. Es wurde nichts geändert.',
  reply_gone: () => 'Diese Worte gehören zu einer früheren Frage. Gesendet wurde nichts; bitte *Antworten* drücken.',
  extension_pending: () => 'Mehr Zeit ist schon erbeten; die Entscheidung steht aus.',
  extensions_used: (p) => outlook.extensionsUsed(Number(p['used']), Number(p['most']), outlook.yourManager),
  nobody_to_ask: () =>
    'So ist gerade niemand erreichbar. Es wurde nichts gesendet; bitte schreiben Sie es in Ihren Kanal.',
  evidence_over: (p) => outlook.evidenceOver(dayText(String(p['endedOn']), 'de')),
  reinstatement_asked: () => outlook.reinstatementAskedBefore,
  reinstatement_over: (p) => outlook.reinstatementOver(dayText(String(p['endedOn']), 'de')),
  day_to_come: () =>
    'Dieser Tag kommt erst noch. Bitte nennen Sie einen vergangenen; Geplantes gehört in den nächsten Schritt.',
  no_extension_asked: () => 'Es ist keine Bitte um mehr Zeit offen.',
  outside_protection: (p) => `Außerhalb des Schutzes (beendet ${String(p['endedOn'])}). Bitten Sie um eine Prüfung.`,
  pre_check_person_limit: (p) =>
    `Das waren heute ${String(p['limit'])} Fragen. Morgen können Sie wieder fragen; registrieren können Sie immer.`,
  pre_check_partner_limit: (p) =>
    `Ihre Firma hat heute ${String(p['limit'])} Mal gefragt. Morgen können Sie wieder fragen; registrieren können Sie immer.`,
};

function alreadyMoved(status: string, by: string, time: string): string {
  const words = (choices.statuses as Readonly<Record<string, string>>)[status] ?? status;
  return [`Schon ${words}`, ...(by === '' ? [] : [`von ${by}`]), ...(time === '' ? [] : [time])].join(' ') + '.';
}

function timeOf(at: unknown): string {
  return at instanceof Date ? `${at.toISOString().slice(11, 16)} UTC` : '';
}
