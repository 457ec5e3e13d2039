import { escapeText } from '#blocks/kit/escape.ts';
import { notice } from '#blocks/kit/message.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { LowResponseParams } from '#features/attention/schemas.ts';
import { staffTexts } from './texts.ts';

/** Asks the partner manager whether the ritual fits; staff read it, in English. */
export function lowResponseMessage(params: LowResponseParams): RenderedMessage {
  return notice(staffTexts.lowResponse({ ...params, partnerName: escapeText(params.partnerName, 100) }));
}
