import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import type { PartnerFacts } from '#core/contributions/partner-change.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { createCadenceStore } from '#features/check-ins/cadence-store.ts';
import { createHistoryStore } from '#features/check-ins/history-store.ts';
import { createCheckInService } from '#features/check-ins/service.ts';
import type { CheckInService } from '#features/check-ins/service.ts';
import { createOccurrenceStore } from '#features/check-ins/store.ts';
import { createAudit } from '#platform/audit.ts';
import { createInOneWrite } from '#platform/mongo.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import type { TestApp } from '#test/kit/app.ts';

type Crash = (at: 'send' | 'audit') => void;

/**
 * The service of check-ins as a second process would have it, on the test app's database and clock. `crash` is asked
 * before each write inside a transaction and throws where the process should die.
 */
export function serviceBeside(test: TestApp, crash: Crash = () => undefined): CheckInService {
  const { database: connection, clock } = test;
  const { bySlug, program } = test.app.features;
  return createCheckInService({
    occurrences: createOccurrenceStore(connection),
    cadences: createCadenceStore(connection),
    directory: bySlug.directory.public,
    followUps: bySlug['follow-ups'].public,
    history: createHistoryStore(connection),
    program,
    holidays: createHolidays(worldHolidays),
    touchContent: () => [],
    touchSteps: () => [],
    onTouchClosed: () => [],
    clock,
    inOneWrite: writesBeside(test, crash),
  });
}

/** Tells check-ins of a change of their partner in a transaction, as a verb of the directory does. */
export async function tellChange(
  test: TestApp,
  partnerId: string,
  before: Partial<PartnerFacts>,
  after: Partial<PartnerFacts>,
): Promise<void> {
  const service = serviceBeside(test);
  const facts = await factsOf(test, partnerId);
  const change = { partnerId, before: { ...facts, ...before }, after: { ...facts, ...after } };
  await writesBeside(test)((write) => service.onPartnerChange(change, write));
}

/** Changes a partner's plan in a transaction of its own. */
export async function applyBeside(test: TestApp, order: Parameters<CheckInService['applyChange']>[0]): Promise<void> {
  const service = serviceBeside(test);
  await writesBeside(test)((write) => service.applyChange(order, write));
}

/** As the directory has them, on the main channel. */
async function factsOf(test: TestApp, partnerId: string): Promise<PartnerFacts> {
  const row = await test.database.collection('partners').findOne({ partnerId });
  if (row === null) throw new Error(`there is no ${partnerId}`);
  const { status, stage, tier, timeZone, language, launchAt, holidayCalendar, weekendDays, preferences } = row;
  const { sendWeekday, sendTime } = preferences;
  const cadenceAnchorDate = '2026-10-27';
  const known = {
    status,
    stage,
    tier,
    timeZone,
    language,
    launchAt,
    holidayCalendar,
    weekendDays,
    sendWeekday,
    sendTime,
  };
  return { ...known, cadenceAnchorDate, mainChannelId: null };
}

function writesBeside(test: TestApp, crash: Crash = () => undefined): InOneWrite {
  const { database: connection, clock } = test;
  const audit = createAudit({ connection, clock });
  const intents = createIntentWriter(connection);
  return createInOneWrite({
    connection,
    clock,
    open: (session, at) => {
      const write: Write = {
        session,
        at,
        audit(entry) {
          crash('audit');
          return audit.append(write, entry);
        },
        send(intent) {
          crash('send');
          return intents.send(write, intent);
        },
        react: (reaction) => intents.react(write, reaction),
        withdraw: (key) => intents.withdraw(write, key),
      };
      return write;
    },
  });
}
