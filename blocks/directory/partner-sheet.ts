import { header, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { modal } from '#blocks/kit/modal.ts';
import { dayName } from '#blocks/kit/when.ts';
import type { ModalView } from '#core/surface.ts';
import type { Channel, Contact, Partner } from '#features/directory/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './texts.ts';

const texts = staffTexts.sheet;

/** A partner's record for staff; internal. */
export function partnerSheet(shown: {
  partner: Partner;
  pm: string | null;
  backup: string | null;
  contacts: readonly Contact[];
  channels: readonly Channel[];
  missing: readonly (keyof typeof staffTexts.fields)[];
}): ModalView {
  const { partner } = shown;
  const { labels } = texts;
  const line = (label: string, value: string | null) => texts.line(label, value ? value : texts.nothing);
  const { startsOn, endsOn } = partner.agreement;
  const lines = [
    line(labels.status, worded(`${partner.status}${partner.stage ? `, ${partner.stage}` : ''}`)),
    line(labels.tier, tierText(partner)),
    line(labels.type, worded(partner.primaryType)),
    line(labels.zone, partner.timeZone),
    line(labels.agreement, startsOn || endsOn ? `${startsOn ?? '…'} – ${endsOn ?? '…'}` : null),
    line(labels.pm, shown.pm && escapeText(shown.pm)),
    line(labels.backup, shown.backup && escapeText(shown.backup)),
    line(labels.channels, shown.channels.map((channel) => `<#${channel.channelId}> (${channel.state})`).join(', ')),
    line(
      labels.contacts,
      shown.contacts.map((contact) => `${escapeText(contact.name, 100)} (${worded(contact.role)})`).join(', '),
    ),
    line(labels.missing, shown.missing.map((name) => staffTexts.fields[name]).join(', ')),
  ];
  return modal({
    callbackId: callbackIds.notice,
    title: texts.title,
    close: staffTexts.close,
    blocks: [header(`${partner.partnerId} ${partner.displayName}`), section(lines.join('\n'))],
  });
}

function tierText({ tier, tierChange }: Partner): string {
  return tierChange === null ? tier : texts.tierWaits(tier, tierChange.to, dayName(tierChange.on, 'en'));
}

/** `in negotiation` of `in_negotiation`. */
function worded(code: string): string {
  return code.replaceAll('_', ' ');
}
