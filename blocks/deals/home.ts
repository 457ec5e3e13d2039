import { actions, button, section } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';
import type { Block } from '#core/surface.ts';
import { actionIds } from './ids.ts';
import { statusText } from './list.ts';
import type { ShownDeal } from './list.ts';
import { textsFor } from './texts.ts';
import { nameText } from './words.ts';

const mostLines = 8;

export interface HomeDeals {
  partnerId: string;
  zone: string;
  open: readonly ShownDeal[];
  /** Customer of the person's own draft. */
  draftOf: string | null;
}

/** A partner member's open registrations and their draft, with the two buttons that lead on. */
export function partnerSection({ partnerId, zone, open, draftOf }: HomeDeals, language: Language): readonly Block[] {
  const { form, home, hub } = textsFor(language);
  const lines = open
    .slice(0, mostLines)
    .map((deal) => home.line(deal.dealId, nameText(deal.customer), statusText(deal, zone, language)));
  const more = open.length > mostLines ? [home.more(open.length - mostLines)] : [];
  const draft = draftOf === null ? [] : [home.draft(draftOf === '' ? form.draftUnnamed : nameText(draftOf))];
  const text = [`*${home.title}*`, ...(lines.length === 0 ? [home.none] : lines), ...more, ...draft].join('\n');
  return [
    section(text),
    actions(
      button({ actionId: actionIds.registerFromHome, text: hub.register, value: partnerId }),
      button({ actionId: actionIds.listFromHome, text: hub.list, value: partnerId }),
    ),
  ];
}
