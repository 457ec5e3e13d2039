import { escapeText } from '#blocks/kit/escape.ts';
import { notice } from '#blocks/kit/message.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { ChannelNoteParams } from '#features/directory/schemas.ts';
import { staffTexts } from './texts.ts';

/** To staff: nobody of the partner has pressed (J1). */
export function unconfirmedNote(params: ChannelNoteParams): RenderedMessage {
  return notice(staffTexts.unconfirmed(named(params), params.channelId));
}

/** To staff: a further company is in the channel (domain §0.3 rule 4). */
export function mixedCompaniesNote(params: ChannelNoteParams): RenderedMessage {
  return notice(staffTexts.mixed(named(params), params.channelId));
}

function named(params: ChannelNoteParams): string {
  return escapeText(`${params.displayName} (${params.partnerId})`);
}
