import { isPlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { nextStepOf } from '#core/contributions/touch-content.ts';
import { slipsAfter } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { Forecast } from '../schemas.ts';
import type { DealChange } from '../store.ts';
import { requireMember } from './access.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { heldAfter } from './holding.ts';
import { replyIntent } from './partner-intents.ts';
import { notes } from './updating.ts';
import type { TouchVerbs } from './verbs.ts';

/** Asked of each deal and kept with it; blockers and help become follow-ups. */
const ours = ['D1', 'D2', 'D3', 'D5'] as const;
type Said = Partial<Record<(typeof ours)[number], string>>;

/** Answers of the deal and pipeline reviews about one deal each (domain §3.2 D1 to D5, journey J3). */
export function createAnswering(deps: DealDeps): Pick<TouchVerbs, 'takeAnswers'> {
  const { deals } = deps;

  return {
    async takeAnswers({ run, subjectId, answers, prefill, actor }, write) {
      requireMember('recordUpdate', actor, run.partnerId);
      const deal = await deals.findDeal(subjectId, write);
      if (deal === null || deal.partnerId !== run.partnerId || deal.status !== 'approved') return;
      const taken = deal.lastReview?.occurrenceId === run.occurrenceId ? deal.lastReview.taken : {};
      const stated = textsOf(answers);
      const fresh: Said = Object.fromEntries(Object.entries(stated).filter(([name, text]) => taken[name] !== text));
      if (Object.keys(fresh).length === 0) return;
      const context = await contextOf(deps, deal, write.at);
      const changing: Changing = { deals, write, actor, context };
      const news: Said = Object.fromEntries(
        Object.entries(fresh).filter(([name, text]) => name === 'D1' || prefill[name] !== text),
      );
      const change = changeOf(changing, deal, news);
      const held = await heldAfter(deps, changing, deal, { ...deal, ...change });
      const lastReview = { occurrenceId: run.occurrenceId, taken: { ...taken, ...stated } };
      const whole = { ...change, ...held, lastReview, lastUpdateAt: write.at };
      const saved = await saveDeal(changing, deal, whole, { action: 'reviewed' });
      const isClosing = news.D1 === 'won' || news.D1 === 'lost';
      await sendAll(write, [
        isClosing ? closingIntent(saved, news.D1 === 'won' ? 'won' : 'lost', run.occurrenceId) : null,
        ...notes(deal, saved, changing),
      ]);
      await showBoth(changing, saved, true);
    },
  };
}

function textsOf(answers: Readonly<Record<string, string | readonly string[]>>): Said {
  return Object.fromEntries(
    ours.flatMap((name) => (typeof answers[name] === 'string' ? [[name, answers[name]] as const] : [])),
  );
}

/** Only what was said anew: what is known otherwise by now stays. A close date of the past is none. */
function changeOf({ write, context }: Changing, deal: Deal, { D2, D3, D5 }: Said): DealChange {
  const step = D2 === undefined ? null : nextStepOf(D2);
  const today = localDateOf(write.at, context.partner.zone);
  const closeOn = D3 !== undefined && isPlainDate(D3) && D3 >= today ? D3 : null;
  const forecast = Forecast.safeParse(D5);
  const { protection } = protectedPart(deal);
  return {
    ...(step === null ? {} : { nextStep: step.step, nextStepOn: step.on }),
    ...(closeOn === null
      ? {}
      : {
          details: { ...deal.details, expectedCloseOn: closeOn },
          protection: { ...protection, closeSlips: slipsAfter(protection, deal.details.expectedCloseOn, closeOn) },
        }),
    ...(forecast.success ? { forecast: forecast.data } : {}),
  };
}

/** Won and lost need a contract or a reason: asked for in the thread, the same answer again rewrites it. */
function closingIntent(deal: Deal, outcome: 'won' | 'lost', occurrenceId: string) {
  return replyIntent(deal, 'closing', { outcome }, { direct: true, n: occurrenceId });
}
