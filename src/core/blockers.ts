/** What can block a partner (domain §3.6). */
export const blockerCategories = [
  'product_gap',
  'technical',
  'pricing',
  'legal_contract',
  'competitor',
  'customer_delay',
  'enablement',
  'marketing_leads',
  'our_response',
  'channel_conflict',
  'payout_claim',
  'resourcing_partner',
  'other',
] as const;
