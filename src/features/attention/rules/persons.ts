import type { SlackPerson } from '#core/actor.ts';
import { localWeek } from './local-week.ts';
import type { Block, Question } from './question.ts';

/** People of this message who were mentioned as often as a day or a week allows (domain §2.6), and until when. */
export function personsOverCap(question: Question): readonly { person: SlackPerson; block: Block }[] {
  const { message, pings, now, zone, settings } = question;
  const week = localWeek(now, zone);
  return message.pings.flatMap((person) => {
    const theirs = pings.filter((ping) => ping.userId === person.userId && ping.teamId === person.teamId);
    const ofWeek = theirs.filter((ping) => week.isThisWeek(ping.at)).length;
    const ofDay = theirs.filter((ping) => week.isToday(ping.at)).length;
    if (ofWeek >= settings.caps.mentionsPerPersonPerWeek) return [{ person, block: capped(week.nextWeekAt) }];
    if (ofDay >= settings.caps.mentionsPerPersonPerDay) return [{ person, block: capped(week.nextDayAt) }];
    return [];
  });
}

function capped(until: Date): Block {
  return { until, reason: 'person_cap' };
}
