/** Audience classes of every field and message (domain §0.3 rule 6). */
export const audiences = ['partner', 'partner_admin', 'internal', 'finance', 'exec'] as const;
export type Audience = (typeof audiences)[number];

/** Who can read what is posted in a place. `unknown` is treated as anybody: nothing may be posted there. */
export type Readers =
  | { kind: 'unknown' }
  | { kind: 'home_only' }
  /** The home company and exactly this partner's companies. */
  | { kind: 'partner'; partnerId: string }
  /** The home company and companies that do not all belong to one partner (domain §0.3 rule 4). */
  | { kind: 'mixed' }
  | { kind: 'partner_person'; partnerId: string; isAdmin: boolean }
  | { kind: 'staff_person' };

/**
 * Whether a message of this audience about this partner may be posted where these readers are; fails closed.
 * `partnerId` null means the content names no partner at all.
 */
export function mayBeRead(audience: Audience, partnerId: string | null, readers: Readers): boolean {
  switch (readers.kind) {
    case 'unknown':
      return false;
    case 'home_only':
      return audience === 'partner' || audience === 'internal';
    case 'staff_person':
      return true;
    case 'partner':
      return audience === 'partner' && (partnerId === null || partnerId === readers.partnerId);
    case 'partner_person':
      if (partnerId !== null && partnerId !== readers.partnerId) return false;
      return audience === 'partner' || (audience === 'partner_admin' && readers.isAdmin);
    case 'mixed':
      return audience === 'partner' && partnerId === null;
  }
}
