import { actionIds, staffActionIds } from '#blocks/deals/ids.ts';
import { actAs, nameRates, register } from './deal-acting.ts';
import type { Act } from './script.ts';

/** Partners: Larkspur registers first, Nettlefield the same customer a day later, Bluebarrow another one. */
const [first, second, third] = ['P007', 'P015', 'P017'] as const;

/** Deals from the form to their end: one expires, one is a duplicate and moves up, one is extended by silence. */
export const dealStory: readonly Act[] = [
  {
    at: '2026-11-16T11:00:00Z',
    does: 'Ines states exchange rates and, for this month, 30 days of protection',
    act: nameRates,
  },
  {
    at: '2026-11-16T16:00:00Z',
    does: 'Larkspur registers Elmstone Clinics: hub button, three steps',
    act: (stage) =>
      register(stage, first, {
        customerLegalName: 'Elmstone Clinics',
        customerDomain: 'elmstone-clinics.example',
        contactEmail: 'ada@elmstone-clinics.example',
        products: 'Vault',
        estimatedAmount: '48,000',
      }),
  },
  {
    at: '2026-11-16T19:00:00Z',
    does: 'Greta, whose day is closest, approves it from the card',
    act: (stage) => actAs(stage, 'reviewer', first, staffActionIds.approve),
  },
  {
    at: '2026-11-17T16:00:00Z',
    does: 'Nettlefield registers the same customer, not knowing; Bluebarrow registers Opalvale Insurance',
    async act(stage) {
      await register(stage, second, {
        customerLegalName: 'Elmstone Clinics, Inc.',
        customerDomain: 'www.elmstone-clinics.example',
        contactEmail: 'ada@elmstone-clinics.example',
        products: 'Vault',
        estimatedAmount: '640,000',
        customerCountry: 'US',
      });
      await register(stage, third, {
        customerLegalName: 'Opalvale Insurance',
        customerDomain: 'opalvale.example',
        contactEmail: 'otto@opalvale.example',
        products: 'Flow',
        estimatedAmount: '22,500',
      });
    },
  },
  {
    at: '2026-11-17T20:00:00Z',
    does: 'Ines of operations refuses the duplicate without a word about who was first; Greta approves the other',
    async act(stage) {
      const partnerText = 'This opportunity is already registered. We will tell you if it opens.';
      const refusal = { reasonCode: 'duplicate_registered', partnerText };
      await actAs(stage, 'reviewer', second, staffActionIds.reject, refusal);
      await actAs(stage, 'reviewer', third, staffActionIds.approve);
    },
  },
  {
    at: '2026-12-01T18:00:00Z',
    does: 'Bluebarrow updates: the meeting took place, a proposal is out',
    act: (stage) =>
      actAs(stage, 'seller', third, actionIds.update, {
        stage: 'proposal',
        nextStep: 'Answer the questions of procurement',
        meetingOn: '2026-11-24',
        proofOn: '2026-11-30',
      }),
  },
  {
    at: '2026-12-09T17:00:00Z',
    does: 'Bluebarrow asks for more time; every condition is met, so silence would approve',
    act: (stage) =>
      actAs(stage, 'seller', third, actionIds.extend, {
        newCloseOn: '2027-02-12',
        activity: 'Proposal presented on 30 Nov',
      }),
  },
  {
    at: '2026-12-17T16:00:00Z',
    does: 'Larkspur let its protection end; Nettlefield, second in line, is asked and still wants it',
    act: (stage) => actAs(stage, 'seller', second, actionIds.takeUp),
  },
  {
    at: '2026-12-18T12:00:00Z',
    does: 'Ines approves it for Nettlefield',
    act: (stage) => actAs(stage, 'reviewer', second, staffActionIds.approve),
  },
];
