import { offers } from './acting.ts';
import { fillIn } from './form-filling.ts';
import type { Stage } from './stage.ts';

/** What the vendor's people do with a card in their direct messages. */
interface StaffHabit {
  actionId: string;
  /** What they put into the form that opens; null: the button does it. */
  form: Readonly<Record<string, unknown>> | null;
}

export const staffHabits: readonly StaffHabit[] = [
  { actionId: 'business-reviews.pack.approve', form: null },
  {
    actionId: 'business-reviews.minutes.write',
    form: {
      attendees: 'Both teams',
      decisions: 'Two joint events, one pilot.',
      ours: 'Send the price list | Sam | 2027-02-12',
      theirs: 'Train two sellers | Alex | 2027-02-19',
    },
  },
  { actionId: 'business-reviews.progress.report', form: { kept: ['P1', 'V1'] } },
  { actionId: 'follow-ups.card.finish', form: { sentence: 'Done: we talked and agreed the next step.' } },
];

/** Presses the button of a card that still offers it and sends the form behind it. */
export async function workCard(
  stage: Stage,
  { actionId, form }: StaffHabit,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<void> {
  const { state } = stage.slack;
  const reader = [...(state.channels.get(channelId)?.memberIds ?? [])].find((id) => id !== state.app.botUserId);
  const card = stage.slack.messages(channelId).find((message) => message.ts === ts);
  if (reader === undefined || card === undefined || !offers(actionId)(card)) return;
  await stage.slack.as(reader).press({ channelId, ts, actionId });
  await stage.time().settle();
  // A card that was overtaken, by a reminder of the same, opens no form: the person is told.
  if (form !== null && stage.slack.as(reader).currentView()) await fillIn(stage, reader, form);
}
