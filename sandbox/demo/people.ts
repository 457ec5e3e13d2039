import type { PersonResult } from '../slack/person-context.ts';
import { listInteractiveElements } from '../slack/block-kit/interactive.ts';
import type { StoredMessage } from '../slack/state.ts';
import { findMessage } from '../slack/state.ts';
import { fillIn } from './form-filling.ts';
import type { Stage } from './stage.ts';
import { staffHabits, workCard } from './staff.ts';

/** How a partner's people answer by themselves, beside what the script has them do. */
type Habit = 'buttons' | 'form' | 'words' | 'now and then' | 'after the offer' | 'never';

const habits: Readonly<Record<string, Habit>> = {
  P001: 'buttons',
  P002: 'buttons',
  P003: 'now and then',
  P004: 'form',
  P005: 'buttons',
  P006: 'words',
  P007: 'buttons',
  P008: 'never',
  P009: 'form',
  P010: 'now and then',
  P011: 'buttons',
  P012: 'form',
  P013: 'words',
  P014: 'after the offer',
  P015: 'never',
  P016: 'buttons',
  P017: 'now and then',
  P018: 'form',
  P020: 'buttons',
  P022: 'buttons',
  P023: 'words',
  P025: 'buttons',
};
const answerAfterMs = 2 * 3_600_000;
/** The check-ins of December are the script's. */
const peopleAnswerCheckInsFrom = new Date('2027-01-01T00:00:00Z');
const ids = {
  rest: 'check-ins.prompt.answer-rest',
  noChange: 'check-ins.prompt.no-change',
  skip: 'rhythm.offer.skip',
  newsletter: 'newsletter.post.answer',
} as const;
/** Of a row of buttons they press this one. */
const usual = /^check-ins\.prompt\.(rate-4|talked-yes|choice-1)$/;
const mostTaps = 12;

interface Task {
  at: number;
  does(): Promise<unknown>;
}

export type People = ReturnType<typeof createPeople>;

/** Reads what the bot posts and answers some hours later, as each is used to; what is unusual is told. */
export function createPeople(stage: Stage, tell: (what: string) => void) {
  let read = 0;
  let tasks: Task[] = [];
  const asked = new Map<string, number>();
  const offered = new Set<string>();

  /** New posts become things to do. */
  function notice(): void {
    const fresh = stage.slack.log.calls.slice(read);
    read = stage.slack.log.calls.length;
    for (const { ok, method, channelId, ts, at } of fresh) {
      if (!ok || method !== 'chat.postMessage' || channelId === undefined || ts === undefined) continue;
      const does = taskOf(channelId, ts);
      if (does !== null) tasks.push({ at: at.getTime() + answerAfterMs, does });
    }
  }

  function taskOf(channelId: string, ts: string): (() => Promise<unknown>) | null {
    const text = JSON.stringify(messageAt(channelId, ts)?.blocks ?? []);
    const ref = partnerOf(channelId);
    if (ref === null) {
      const card = staffHabits.find(({ actionId }) => text.includes(`"${actionId}"`));
      return card ? () => workCard(stage, card, { channelId, ts }) : null;
    }
    const seller = `U${ref}SELLER`;
    if (text.includes(`"${ids.skip}"`) && habits[ref] === 'after the offer') {
      offered.add(ref);
      return async () => {
        tell('Driftpine, which missed two in a row, takes the offer: “Skip this month”');
        await press(seller, { channelId, ts, actionId: ids.skip });
      };
    }
    if (text.includes(`"${ids.newsletter}"`) && habits[ref] === 'buttons') {
      return () => press(seller, { channelId, ts, actionId: ids.newsletter });
    }
    return text.includes(`"${ids.rest}"`) && wants(ref, text) ? () => answer(ref, channelId, ts) : null;
  }

  function wants(ref: string, text: string): boolean {
    const isScripted = text.includes('monthly_checkin:') && stage.clock.now() < peopleAnswerCheckInsFrom;
    if (isScripted) return false;
    asked.set(ref, (asked.get(ref) ?? 0) + 1);
    switch (habits[ref] ?? 'never') {
      case 'never':
        return false;
      case 'now and then':
        return (asked.get(ref) ?? 0) % 2 === 1;
      case 'after the offer':
        return offered.has(ref);
      default:
        return true;
    }
  }

  async function answer(ref: string, channelId: string, ts: string): Promise<void> {
    const [admin, seller] = [`U${ref}ADMIN`, `U${ref}SELLER`];
    if (habits[ref] === 'words') return say(seller, channelId, ts);
    if (habits[ref] !== 'form') await tap(seller, channelId, ts);
    if (!buttonsOf(channelId, ts).some(({ actionId }) => actionId === ids.rest)) return;
    const user = habits[ref] === 'form' ? admin : seller;
    await press(user, { channelId, ts, actionId: ids.rest });
    await fillIn(stage, user);
  }

  /** "No change" where it is offered, else one button of each row. */
  async function tap(user: string, channelId: string, ts: string): Promise<void> {
    for (let taps = 0; taps < mostTaps; taps += 1) {
      const buttons = buttonsOf(channelId, ts);
      const same = buttons.find(({ actionId }) => actionId === ids.noChange);
      const next = same ?? buttons.find(({ actionId }) => usual.test(actionId));
      if (next === undefined) return;
      await press(user, { channelId, ts, actionId: next.actionId, blockId: next.blockId });
      if (same !== undefined) return;
    }
  }

  /** Says in the thread what the message gives as an example. */
  async function say(user: string, channelId: string, threadTs: string): Promise<void> {
    const example = /`([^`]+)`/.exec(JSON.stringify(messageAt(channelId, threadTs)?.blocks ?? []))?.[1];
    if (example === undefined) return;
    await stage.slack.as(user).say({ channelId, threadTs, text: example });
    await stage.time().settle();
  }

  async function press(
    user: string,
    place: { channelId: string; ts: string; actionId: string; blockId?: string },
  ): Promise<PersonResult> {
    const result = await stage.slack.as(user).press(place);
    await stage.time().settle();
    return result;
  }

  function messageAt(channelId: string, ts: string): StoredMessage | undefined {
    return findMessage(stage.slack.state, channelId, ts);
  }

  function buttonsOf(channelId: string, ts: string) {
    const blocks = messageAt(channelId, ts)?.blocks ?? [];
    return listInteractiveElements({ blocks });
  }

  return {
    /** Does what is due by now. Nobody presses a button while the app is down. */
    async act(): Promise<void> {
      notice();
      if (!stage.isUp()) return;
      const now = stage.clock.now().getTime();
      const due = tasks.filter(({ at }) => at <= now);
      tasks = tasks.filter(({ at }) => at > now);
      for (const { does, at } of due) {
        // Whoever meets Slack while it is down comes back later.
        if (stage.slack.faults.isDown()) tasks.push({ at: at + answerAfterMs, does });
        else await does();
      }
      if (due.length > 0) notice();
    },
  };
}

/** `P001` of `CP001`; null for a direct message. */
function partnerOf(channelId: string): string | null {
  return /^C(P\d{3})$/.exec(channelId)?.[1] ?? null;
}
