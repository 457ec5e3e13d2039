import { expect } from 'vitest';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { FilledValues } from '#sandbox/slack/person-modals.ts';
import type { Person } from '#sandbox/slack/person.ts';
import type { FixtureApp } from './fixtures-kit.ts';
import { later, stepOne, stepThree, stepTwo, viewText } from './surface-kit.ts';

/** A registration as a person fills it in: the customer, and what else differs from `surface-kit.ts`. */
export function filled(customer: string, domain: string, money: readonly [string, string], more: FilledValues = {}) {
  const [estimatedAmount, currency] = money;
  const named = { customerLegalName: customer, customerDomain: domain, contactEmail: `buyer@${domain}` };
  return { ...stepOne, ...stepTwo, ...stepThree, ...named, estimatedAmount, currency, ...more };
}

/** Partners' people fill in the form from Home, Ines decides. */
export function peopleOf(app: FixtureApp) {
  return { person, send, registered, found, decided };

  function person(userId: string): Person {
    return app.test.slack.as(userId);
  }

  /** Step after step until Slack shows errors, which are returned, or something else; the tender is an optional field. */
  async function send(seller: Person, values: FilledValues): Promise<Readonly<Record<string, string>>> {
    const { time } = app.test;
    await seller.openHome();
    await time.settle();
    await seller.pressInHome({ actionId: actionIds.registerFromHome });
    await time.settle();
    for (const step of [callbackIds.customer, callbackIds.opportunity, callbackIds.evidence]) {
      expect(seller.currentView()?.content['callback_id'], viewText(seller)).toBe(step);
      if (step === callbackIds.opportunity && values['publicTender'] !== undefined) {
        await seller.pressInView({ actionId: actionIds.more });
        await time.settle();
      }
      const here = Object.entries(values).filter(([name]) => viewText(seller).includes(`"block_id":"${name}"`));
      const { errors } = await seller.submitView({ values: Object.fromEntries(here) });
      if (Object.keys(errors).length > 0) return errors;
    }
    return {};
  }

  async function registered(partner: string, values: FilledValues): Promise<Deal> {
    const seller = person(`U${partner}SELLER`);
    expect(await send(seller, values)).toEqual({});
    const [dealId = ''] = /DR-2026-\d+/.exec(viewText(seller)) ?? [];
    await seller.closeView();
    await later(app.test, 2);
    return found(dealId);
  }

  async function found(dealId: string): Promise<Deal> {
    const [deal] = await app.deals({ _id: dealId });
    if (deal === undefined) throw new Error(`there is no ${dealId}`);
    return deal;
  }

  /** She opens the registration by command, presses the button and fills in the form; what she then reads. */
  async function decided({ dealId }: Deal, actionId: string, values: FilledValues = {}): Promise<string> {
    const ines = person('UINES');
    const { channelId = '' } = ines.dms().at(-1) ?? {};
    await ines.command(`/partner deal ${dealId}`, { channelId });
    await app.test.time.settle();
    await ines.pressInView({ actionId });
    await app.test.time.settle();
    const { errors } = await ines.submitView({ values });
    const read = JSON.stringify([errors, ines.currentView()?.content]);
    while (ines.currentView() !== undefined) await ines.closeView();
    return read;
  }
}
