import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message } from '#blocks/kit/message.ts';
import { dayName } from '#blocks/kit/when.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { MissedParams } from '#features/rhythm/schemas.ts';
import { staffTexts, textsFor } from './texts.ts';

/** To the partner manager only (domain §2.2). */
export function missedMessage(params: MissedParams): RenderedMessage {
  const name = (text: string): string => escapeText(text, 80, { singleLine: true });
  const partner = `${name(params.partnerName)} (${params.partnerId})`;
  const touch = textsFor('en').touches[params.touchId];
  const { inARow, sponsorName } = params;
  const lines =
    inARow === 1
      ? [staffTexts.missed(partner, touch, dayName(params.heldOn, 'en'))]
      : [
          staffTexts.silent(partner, touch, inARow),
          sponsorName === null ? staffTexts.noSponsor : staffTexts.sponsor(name(sponsorName)),
        ];
  const text = lines.join('\n');
  return message({ text, blocks: [section(text)] });
}
