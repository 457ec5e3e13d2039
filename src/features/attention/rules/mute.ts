import { mutableTopics } from '#core/topics.ts';

/** Switched off by the partner's admin, where the topic can be switched off at all (domain §2.6). */
export function isMuted(topic: string, partner: { mutedTopics: readonly string[] } | null): boolean {
  return (mutableTopics as readonly string[]).includes(topic) && (partner?.mutedTopics.includes(topic) ?? false);
}
