import { context, field, option, radio, section, textInput } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import { longDay } from '#blocks/kit/when.ts';
import type { ModalView } from '#core/surface.ts';
import type { Tier, TierChange } from '#features/directory/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './texts.ts';

const texts = staffTexts.tier;
const language = 'en';
const reasonLength = 500;

interface ShownTier {
  partnerId: string;
  displayName: string;
  from: Tier;
  to: Tier;
  /** First day of the next quarter. */
  quarterOn: string;
  waiting: TierChange | null;
}

/** When it takes effect, and why (domain §1.3). */
export function tierModal(shown: ShownTier & { reason: string }): ModalView {
  const { partnerId, from, to, quarterOn, waiting, reason } = shown;
  const options = [option(texts.atQuarter(longDay(quarterOn, language)), 'quarter'), option(texts.atOnce, 'now')];
  const element = textInput({ multiline: true, maxLength: reasonLength, initial: reason.slice(0, reasonLength) });
  return modal({
    callbackId: callbackIds.changeTier,
    title: texts.title,
    submit: texts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, from, to }),
    blocks: [
      section(texts.summary(nameOf(shown), from, to)),
      ...(waiting === null ? [] : [context(texts.replaces(waiting.to, longDay(waiting.on, language)))]),
      field({ name: 'when', label: texts.when, element: radio({ options, initial: 'quarter' }) }),
      field({ name: 'reason', label: texts.reason, element }),
    ],
  });
}

/** What changes, to be confirmed (domain §2.4). */
export function confirmTierModal(
  shown: ShownTier & { when: 'quarter' | 'now'; reason: string; consequences: readonly string[] },
): ModalView {
  const { partnerId, from, to, when, reason, consequences, quarterOn } = shown;
  const plan = consequences.length === 0 ? [texts.planStays] : [texts.planChanges, ...consequences];
  const lines = when === 'now' ? plan : [texts.later(longDay(quarterOn, language), to), texts.touches[to]];
  return modal({
    callbackId: callbackIds.confirmTier,
    title: texts.title,
    submit: texts.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, from, to, when, reason }),
    blocks: [
      section(texts.summary(nameOf(shown), from, to)),
      section(lines.join('\n')),
      ...(when === 'now' ? [context(texts.openStays)] : []),
    ],
  });
}

export function tierNoticeModal(text: string): ModalView {
  return noticeModal({ callbackId: callbackIds.notice, title: texts.title, close: staffTexts.close, text });
}

export function changedTierText(partner: { displayName: string; tier: Tier; tierChange: TierChange | null }): string {
  const { tier, tierChange } = partner;
  return tierChange === null
    ? texts.done(nameOf(partner), tier)
    : texts.waits(nameOf(partner), tierChange.to, longDay(tierChange.on, language));
}

export function currentTierText(partner: { displayName: string; tier: Tier; tierChange: TierChange | null }): string {
  const { tier, tierChange } = partner;
  return tierChange === null
    ? texts.current(nameOf(partner), tier)
    : texts.currentWaits(nameOf(partner), tier, tierChange.to, longDay(tierChange.on, language));
}

function nameOf({ displayName }: { displayName: string }): string {
  return escapeText(displayName, 100, { singleLine: true });
}
