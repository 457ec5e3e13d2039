/** `deals:<purpose>:<deal>[:<n>]`; one key is one message, sent again it is rewritten (design §6.3). */
export function messageKeyOf(purpose: string, dealId: string, n?: number | string): string {
  return n === undefined ? `deals:${purpose}:${dealId}` : `deals:${purpose}:${dealId}:${n}`;
}

/** The root of a registration's thread. */
export function rootKeyOf(dealId: string): string {
  return messageKeyOf('registration', dealId);
}
