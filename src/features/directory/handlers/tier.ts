import { z } from 'zod';
import { callbackIds } from '#blocks/directory/ids.ts';
import {
  changedTierText,
  confirmTierModal,
  currentTierText,
  tierModal,
  tierNoticeModal,
} from '#blocks/directory/tier.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ViewHandler } from '#core/interaction.ts';
import { invalid } from '../errors.ts';
import { tiers } from '../schemas.ts';
import type { Tier } from '../schemas.ts';
import type { TierService } from '../service/change-tier.ts';

const TierName = z.enum(tiers);
const Wanted = z.object({ partnerId: z.string(), from: TierName, to: TierName });
const When = z.enum(['quarter', 'now']);
const Confirmed = Wanted.extend({ when: When, reason: z.string() });

/** `/partner tier`: see it, or change it after reading what that does. */
export function createTierHandlers({ tier }: { tier: TierService }) {
  const command: StaffCommand = {
    name: 'tier',
    usage: '<P-0005> [tier] [reason]',
    summary: 'See a partner’s tier, or change it from the next quarter or at once',
    async handle({ actor, text, openModal }) {
      const [partnerId = '', wanted = '', ...words] = text.split(/\s+/);
      if (partnerId === '') throw invalid('usage', { usage: '/partner tier P-0005 core reason' });
      const order = { actor, partnerId: partnerId.toUpperCase() };
      const partner = await tier.showTier(order);
      if (wanted === '') return openModal(tierNoticeModal(currentTierText(partner)));
      const change = { from: partner.tier, to: tierNamed(wanted) };
      const { quarterOn } = await tier.previewTier({ ...order, ...change });
      await openModal(tierModal({ ...shownOf(partner), ...change, quarterOn, reason: words.join(' ') }));
    },
  };

  const views: Readonly<Record<string, ViewHandler>> = {
    async [callbackIds.changeTier]({ actor, metadata, values }) {
      const wanted = decodeMetadata(Wanted, metadata);
      const reason = String(values['reason'] ?? '').trim();
      if (reason === '') throw invalid('reason_missing', {}, 'reason');
      const when = When.parse(values['when'] ?? 'quarter');
      const { partner, quarterOn, consequences } = await tier.previewTier({ actor, ...wanted });
      const shown = { ...shownOf(partner), ...wanted, quarterOn, when, reason, consequences };
      return { kind: 'update', view: confirmTierModal(shown) };
    },
    async [callbackIds.confirmTier]({ actor, metadata }) {
      const changed = await tier.changeTier({ actor, ...decodeMetadata(Confirmed, metadata) });
      return { kind: 'update', view: tierNoticeModal(changedTierText(changed)) };
    },
  };
  return { command, views };
}

function shownOf({ partnerId, displayName, tierChange }: Awaited<ReturnType<TierService['showTier']>>) {
  return { partnerId, displayName, waiting: tierChange };
}

function tierNamed(word: string): Tier {
  const parsed = TierName.safeParse(word.toLowerCase());
  if (!parsed.success) throw invalid('unknown_tier', { tier: word.slice(0, 40), known: tiers.join(', ') });
  return parsed.data;
}
