import type { SlackPerson } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { ownersOfUnanswered, unansweredOf } from '../rules/answers.ts';
import type { Occurrence } from '../schemas.ts';
import type { OccurrenceChange } from '../store.ts';
import { createCurrentItems } from './current-items.ts';
import { asked, promptIntent, reminderIntent } from './intents.ts';
import { following } from './moves.ts';
import type { Due, StepDeps } from './steps.ts';

/** domain §2.6. */
const mostReminders = 2;

type Advance = (due: Due, change: OccurrenceChange, write: Write) => Promise<Occurrence>;

/** What is open, told to those whose it is (domain §2.2, §3.5). */
export function createReminding(deps: StepDeps) {
  const { asOfNow } = createCurrentItems(deps);

  return {
    async remind(due: Due, advance: Advance): Promise<void> {
      await deps.inOneWrite(async (write) => {
        const { occurrence, news } = await asOfNow(due.occurrence, write);
        const { remindersSent } = occurrence;
        const isWanted = isToRemind(occurrence, due.now);
        const change = isWanted ? { remindedAt: write.at, remindersSent: remindersSent + 1 } : {};
        const changed = asked(await advance(due, { ...news, ...change, ...following(due.occurrence) }, write));
        if (isWanted) await write.send(reminderIntent(changed, await contactsOf(changed)));
        if (isWanted || news !== null) await write.send(promptIntent(changed));
      });
    },
  };

  /** Those to whom open questions belong, else whom the partner chose, else who is first (domain §3.1, §3.5). */
  async function contactsOf({ partnerId, contactId, snapshot, answers }: Occurrence): Promise<readonly SlackPerson[]> {
    const contacts = await deps.directory.listContacts(partnerId);
    const personOf = (id: string | null): SlackPerson | null =>
      contacts.find((contact) => contact.contactId === id)?.person ?? null;
    const owners = snapshot === null ? [] : ownersOfUnanswered(snapshot, answers).map(personOf);
    const known = owners.filter((person) => person !== null);
    if (known.length > 0) return known;
    const first = personOf(contactId) ?? contacts.find(({ person }) => person !== null)?.person ?? null;
    return first === null ? [] : [first];
  }
}

/** The reminder of a weekly deal review is about its deals alone (domain §2.2). */
function isToRemind({ touchId, snapshot, answers, schedule, remindersSent }: Due['occurrence'], now: Date): boolean {
  if (snapshot === null || remindersSent >= mostReminders || now >= (schedule.dueAt ?? schedule.closeAt)) return false;
  const open = unansweredOf(snapshot, answers);
  return touchId === 'weekly_deal_review' ? open.some(({ subjectId }) => subjectId !== null) : open.length > 0;
}
