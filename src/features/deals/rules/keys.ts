/** `deals:<purpose>:<deal>[:<n>]`; one key is one message, sent again it is rewritten (design §6.3). */
export function messageKeyOf(purpose: string, dealId: string, n?: number | string): string {
  return n === undefined ? `deals:${purpose}:${dealId}` : `deals:${purpose}:${dealId}:${n}`;
}

/** The root of a registration's thread. */
export function rootKeyOf(dealId: string): string {
  return messageKeyOf('registration', dealId);
}

/** The registration whose thread stands under this message of ours; null where it is another message. */
export function dealOfRoot(rootKey: string): string | null {
  return /^deals:registration:(DR-\d{4}-\d{4,})$/.exec(rootKey)?.[1] ?? null;
}
