import { addMinutes } from '#core/calendar/instants.ts';
import type { TestApp } from '#test/kit/app.ts';
import { channelOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';

const openings = ['*Where we stand.*', '*So steht es bei uns.*'];

/** When a status stood in the partner's channel, and what it said. */
export function statusPosts(test: TestApp, partner: TestPartner): readonly { at: string; text: string }[] {
  return test.slack
    .messages(channelOf(partner))
    .filter(({ text }) => openings.some((opening) => text.startsWith(opening)))
    .map(({ ts, text }) => ({ at: new Date(Number(ts) * 1000).toISOString().slice(0, 16), text }));
}

export async function watchOf(test: TestApp, partnerId: string) {
  return test.database.collection<{ _id: string }>('status_watches').findOne({ _id: partnerId });
}

export async function goTo(test: TestApp, at: string): Promise<void> {
  await test.time.advanceTo(new Date(at));
  await test.time.settle();
}

/** As `goTo`, while nobody serves: what was due meanwhile is late. */
export async function wakeAt(test: TestApp, at: string): Promise<void> {
  test.clock.moveTo(new Date(at));
  await test.time.advanceTo(addMinutes(new Date(at), 10));
  await test.time.settle();
}
