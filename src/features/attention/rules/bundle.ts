import { addHours } from '#core/calendar/instants.ts';
import type { Question, Rival } from './question.ts';
import { isMuted } from './mute.ts';

const bundleHours = 3 * 24;
/** A reminder joins its original's thread for so many days, then it may stand alone (domain §2.6). */
const freshThreadHours = 7 * 24;

/** Reminders of the same place that fall due within three days and can be told in one line (domain §2.6). */
export function matesOf({ message, rivals, now, partner }: Question): readonly Rival[] {
  if (message.priority !== 'P3' || message.isReply || !message.isChannel || !message.hasLine) return [];
  const until = addHours(now, bundleHours).getTime();
  return rivals.filter(
    (rival) =>
      rival.priority === 'P3' &&
      rival.hasLine &&
      rival.readyAt.getTime() <= until &&
      (rival.notAfter === null || rival.notAfter.getTime() >= now.getTime()) &&
      !isMuted(rival.topic, partner),
  );
}

/** A reminder whose original is so old that nobody would see it in that thread. */
export function isOfOldThread({ message, now }: Question): boolean {
  if (message.priority !== 'P3' || !message.isReply || !message.hasLine || message.rootAt === null) return false;
  return addHours(message.rootAt, freshThreadHours).getTime() < now.getTime();
}
