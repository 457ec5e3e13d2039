/** What a partner's admin may switch off (domain §2.6); every other topic cannot be muted. */
export const mutableTopics = ['collateral', 'incentives', 'celebrations', 'newsletter', 'p2p'] as const;
export type MutableTopic = (typeof mutableTopics)[number];
