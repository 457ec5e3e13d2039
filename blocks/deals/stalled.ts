import type { Language } from '#core/language.ts';
import type { PartnerStep } from '#features/deals/outlook-schemas.ts';
import type { OpenedDeal } from './deal-modal.ts';
import { textsFor } from './texts.ts';
import { dayText, momentText, nameText } from './words.ts';

/** Why this step is not possible as the registration now stands; its buttons below say what is (domain §18 J3, J11). */
export function stalledText(step: PartnerStep, deal: OpenedDeal, zone: string, language: Language): string {
  const { outlook } = textsFor(language);
  const { status, evidenceUntilOn, protectedUntilOn, closedOn } = deal;
  if (step === 'extend' && status === 'approved') return extensionText(deal, language);
  if (step === 'note' && evidenceUntilOn !== null) return outlook.evidenceOver(dayText(evidenceUntilOn, language));
  if (step === 'takeUp' && status === 'rejected') return outlook.offerOver;
  if (status === 'expired' && protectedUntilOn !== null) {
    const ended = dayText(protectedUntilOn, language);
    return step === 'reinstate' ? reinstatementText(deal, ended, zone, language) : outlook.endedOn(ended);
  }
  if (closedOn === null) return outlook.asItStands;
  return outlook.closedOn(textsFor(language).choices.statuses[status], dayText(closedOn, language));
}

function extensionText({ isExtensionPending, extensions, contactName }: OpenedDeal, language: Language): string {
  const { list, outlook } = textsFor(language);
  if (isExtensionPending || extensions === null) return list.extensionPending;
  const name = contactName === null ? outlook.yourManager : nameText(contactName);
  return outlook.extensionsUsed(extensions.used, extensions.most, name);
}

function reinstatementText(
  { reinstatementDueAt }: OpenedDeal,
  ended: string,
  zone: string,
  language: Language,
): string {
  const { outlook } = textsFor(language);
  if (reinstatementDueAt === null) return outlook.reinstatementOver(ended);
  return outlook.reinstatementAsked(momentText(reinstatementDueAt, zone, language));
}
