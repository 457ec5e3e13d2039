import type { Clock } from '#core/clock.ts';
import { Refusal } from './refusal.ts';

/** Who pressed what: a trigger id is theirs for three seconds, once. slack.md §2 */
export interface Trigger {
  id: string;
  userId: string;
  /** The view it came from, if it came from one: views.push needs it. */
  viewId: string | undefined;
  expiresAt: number;
  usedAt: number | undefined;
}

export interface Triggers {
  issue(userId: string, viewId?: string): Trigger;
  /** Throws invalid_trigger_id, expired_trigger_id or exchanged_trigger_id; does not use it up. */
  check(id: string): Trigger;
  use(trigger: Trigger): void;
}

const LIVES_MS = 3000; // §2 Interactivity: 3 s, single use

export function createTriggers(clock: Clock, nextId: () => string): Triggers {
  const triggers = new Map<string, Trigger>();
  return {
    issue(userId, viewId) {
      const expiresAt = clock.now().getTime() + LIVES_MS;
      const trigger: Trigger = { id: nextId(), userId, viewId, expiresAt, usedAt: undefined };
      triggers.set(trigger.id, trigger);
      return trigger;
    },
    check(id) {
      const trigger = triggers.get(id);
      if (!trigger) throw new Refusal('invalid_trigger_id', 'views.open page');
      if (trigger.usedAt !== undefined) throw new Refusal('exchanged_trigger_id', '§2');
      if (clock.now().getTime() > trigger.expiresAt) throw new Refusal('expired_trigger_id', '§2');
      return trigger;
    },
    use(trigger) {
      trigger.usedAt = clock.now().getTime();
    },
  };
}
