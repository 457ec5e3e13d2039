import { describe, expect, test } from 'vitest';
import { colleagueView, draftView, ineligibleView, submittedView } from '#blocks/deals/draft.ts';
import { noteKeptView } from '#blocks/deals/evidence-inputs.ts';
import { partnerSection } from '#blocks/deals/home.ts';
import { answerForm, updateForm } from '#blocks/deals/change-forms.ts';
import { dealModal } from '#blocks/deals/deal-modal.ts';
import type { OpenedDeal } from '#blocks/deals/deal-modal.ts';
import { listModal } from '#blocks/deals/list.ts';
import { milestoneLines } from '#blocks/deals/milestones.ts';
import * as partnerForms from '#blocks/deals/partner-forms.ts';
import { offerMessage, preCheckForm, preCheckMessage } from '#blocks/deals/pre-check.ts';
import * as protection from '#blocks/deals/protection.ts';
import { loadingView, registerForm } from '#blocks/deals/register-form.ts';
import { answerOffer, keptAsNote } from '#blocks/deals/replies.ts';
import { proposalMessage, registrationMessage } from '#blocks/deals/registration.ts';
import * as thread from '#blocks/deals/thread.ts';
import { stalledText } from '#blocks/deals/stalled.ts';
import { languages } from '#core/language.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import { dealStages, registrationTypes } from '#features/deals/field-schemas.ts';
import { allFields } from '#features/deals/form-schemas.ts';
import type { FieldProblem } from '#features/deals/field-schemas.ts';
import type { RegistrationParams } from '#features/deals/message-schemas.ts';
import { partnerSteps } from '#features/deals/outlook-schemas.ts';
import type { Milestones } from '#features/deals/outlook-schemas.ts';
import { askableFields } from '#features/deals/rules/editing.ts';
import {
  ConflictText,
  conflictTexts,
  dealStatuses,
  lostReasons,
  rejectReasons,
  revokeReasons,
  withdrawReasons,
} from '#features/deals/state-schemas.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { validateView } from '#sandbox/slack/block-kit/validate.ts';
import { at, faultsOf, faultsOfView, hostile, options, proseOf, zone } from './blocks-kit.ts';

const statuses = dealStatuses.filter((status): status is DealStatus => status !== 'draft');
const own = { dealId: 'DR-2026-0142', customer: hostile };
const timed = { ...own, zone };
const amount = { amountMinor: 4_800_000, currency: 'EUR' };
const root: RegistrationParams = {
  ...timed,
  products: ['Vault'],
  amount,
  status: 'submitted',
  isExtended: false,
  stage: 'proposal',
  expectedCloseOn: '2027-01-15',
  reviewerName: hostile,
  decisionDueAt: at,
  isOverdue: false,
  protectedUntilOn: '2027-02-16',
};
const milestones: Milestones = {
  meetingBy: '2026-12-18',
  meetingOn: null,
  meeting: 'open',
  updateBy: '2026-12-01',
  updates: 'met',
  proofBy: '2027-01-15',
  proofOn: null,
  proof: 'open',
  closeSlips: 0,
  closeDate: 'met',
};
const deal: OpenedDeal = {
  ...own,
  version: 3,
  stage: 'qualified',
  expectedCloseOn: '2027-01-15',
  nextStep: hostile.slice(0, 300),
  amount,
  protectedUntilOn: '2027-02-16',
  question: { byName: hostile, question: hostile },
  status: 'approved',
  isExtended: true,
  products: [hostile],
  decisionDueAt: at,
  isOverdue: false,
  answerBy: '2026-11-25',
  lastUpdateOn: '2026-11-01',
  partnerText: hostile,
  isExtensionPending: false,
  steps: partnerSteps,
  milestones,
  extensions: { used: 2, most: 2, isLate: true },
  evidenceUntilOn: '2026-12-02',
  contactName: hostile,
  closedOn: '2026-11-30',
  reinstatementDueAt: at,
};

const linkHost: FieldProblem = { field: 'evidence', code: 'link_host', params: { hosts: 'a.example b.example' } };
const asked = { dealId: 'DR-2026-0142', ts: '1763044000.000100', question: hostile, answerBy: '2026-11-25' };

function messagesIn(language: Language): readonly RenderedMessage[] {
  const reader = { language, zone };
  const proposal = { proposalId: 'x', customer: hostile, products: [hostile], amount, proposedByName: hostile };
  return [
    ...statuses.flatMap((status) => [
      registrationMessage({ ...root, status, products: [hostile], isExtended: true }, reader),
      registrationMessage({ ...root, status, isOverdue: true }, reader),
      registrationMessage({ ...root, status, reviewerName: null, decisionDueAt: null, expectedCloseOn: null }, reader),
    ]),
    ...(['open', 'confirmed', 'declined', 'expired'] as const).map((state) =>
      proposalMessage({ ...proposal, expiresOn: '2026-12-01', state }, reader),
    ),
    ...conflictTexts.map((text) => thread.flaggedMessage({ ...timed, text, decisionDueAt: at }, reader)),
    thread.questionMessage(
      { ...own, reviewerName: hostile, question: hostile, answerBy: '2026-11-25', fields: askableFields },
      reader,
    ),
    ...[null, linkHost].map((linkProblem) => answerOffer({ ...asked, linkProblem }, language)),
    keptAsNote(linkHost, language),
    thread.unansweredMessage({ ...own, question: hostile, withdrawOn: '2026-12-02' }, reader),
    thread.backInReviewMessage({ ...timed, decisionDueAt: at }, reader),
    ...[true, false].map((asCoSell) =>
      thread.approvedMessage(
        {
          ...own,
          asCoSell,
          protectedUntilOn: '2027-02-16',
          windowDays: 90,
          updateDays: 30,
          meetingBy: '2026-12-18',
          contactName: asCoSell ? null : hostile,
          repName: asCoSell ? hostile : null,
        },
        reader,
      ),
    ),
    ...rejectReasons.map((reasonCode) =>
      thread.rejectedMessage(
        {
          ...{ ...own, reasonCode, partnerText: hostile, evidenceUntilOn: '2026-12-02', isSecondInLine: true },
          contactName: reasonCode === 'other' ? null : hostile,
        },
        reader,
      ),
    ),
    ...[true, false].map((isConfirmed) => thread.wonMessage({ ...own, isConfirmed }, reader)),
    ...lostReasons.map((reason) => thread.closedMessage({ ...own, outcome: 'lost', reason }, reader)),
    ...withdrawReasons.map((reason) => thread.closedMessage({ ...own, outcome: 'withdrawn', reason }, reader)),
    ...revokeReasons.map((reason) =>
      thread.revokedMessage(
        {
          ...{ ...own, reason, partnerText: hostile, effectiveOn: '2026-11-20', evidenceUntilOn: '2026-12-04' },
          contactName: hostile,
        },
        reader,
      ),
    ),
    ...[null, hostile].map((reviewerName) =>
      thread.lateMessage({ ...timed, newDueAt: at, reviewerName, isLeadTold: true }, reader),
    ),
    thread.openedMessage({ ...timed, confirmBy: at }, reader),
    thread.offerLapsedMessage(own, reader),
    thread.updatedMessage({ ...own, stage: 'proposal', expectedCloseOn: '2027-01-15', nextStep: hostile }, reader),
    thread.updatedMessage(
      {
        ...{ ...own, stage: 'proposal', expectedCloseOn: '2027-01-15', nextStep: hostile, nextStepOn: '2026-12-01' },
        ...{ amount, products: [hostile], owner: hostile, meetingOn: '2026-11-12', proofOn: '2026-11-13' },
      },
      reader,
    ),
    thread.updatedMessage(own, reader),
    ...[30, 14, 7, 1].map((daysLeft) =>
      protection.protectionEndingMessage(
        { ...own, daysLeft, protectedUntilOn: '2027-02-16', lastUpdateDays: 1, offersExtension: daysLeft === 14 },
        reader,
      ),
    ),
    ...[null, '2026-12-01'].map((answerBy) => protection.staleMessage({ ...own, days: 30, answerBy }, reader)),
    ...[true, false].map((isLate) =>
      protection.extensionAskedMessage({ ...timed, newCloseOn: '2027-03-01', decideBy: at, isLate }, reader),
    ),
    protection.reinstatementAskedMessage({ ...timed, newCloseOn: '2027-03-01', answerBy: at }, reader),
    protection.extendedMessage({ ...own, protectedUntilOn: '2027-03-18', number: 1, most: 2 }, reader),
    protection.extensionDeclinedMessage(
      { ...own, partnerText: hostile, protectedUntilOn: '2027-02-16', contactName: hostile },
      reader,
    ),
    protection.expiredMessage({ ...own, endedOn: '2026-11-10', reinstateUntilOn: '2026-11-24' }, reader),
    protection.reinstatedMessage({ ...own, protectedUntilOn: '2027-03-18' }, reader),
    ...(['free', 'taken', 'talk_to_us', 'own'] as const).map((outcome) =>
      preCheckMessage({ partnerId: 'P-0005', domain: hostile.slice(0, 80), outcome, ownDealId: hostile }, reader),
    ),
    offerMessage('P-0005', language, 'register'),
  ];
}

describe.each(languages)('in %s', (language) => {
  test('every message is accepted by Slack, harmless and short, with one primary button at most', () => {
    for (const rendered of messagesIn(language)) {
      expect(faultsOf(rendered), rendered.text).toEqual([]);
      expect(proseOf(rendered).length, rendered.text).toBeLessThanOrEqual(600);
      expect((JSON.stringify(rendered).match(/"style":"primary"/g) ?? []).length).toBeLessThanOrEqual(1);
    }
  });

  test('each step of the form is accepted by Slack for every type, empty, prefilled and full', () => {
    for (const registrationType of registrationTypes) {
      for (const step of [1, 2, 3] as const) {
        for (const more of [true, false]) {
          const text = Object.fromEntries(
            ['customerLegalName', 'useCase', 'competitors'].map((name) => [name, hostile]),
          );
          for (const values of [
            { registrationType },
            { registrationType, ...text, products: ['Flow'], stage: 'gone' },
          ]) {
            const view = registerForm(
              {
                metadata: { partnerId: 'P-0005', step, more },
                options,
                values,
                problems: [{ field: 'estimatedAmount', code: 'amount_too_small', params: { minimumUsd: 5000 } }],
                details: { customerLegalName: hostile, useCase: hostile, products: [hostile], stage: dealStages[0] },
              },
              language,
            );
            expect(faultsOfView(view)).toEqual([]);
          }
        }
      }
    }
    expect(faultsOfView(loadingView(language))).toEqual([]);
  });

  test('the small forms and lists are accepted by Slack and harmless', () => {
    const { askedView, askPartnerManagerForm, extendForm, lostForm, noteForm, reinstateForm, withdrawForm, wonForm } =
      partnerForms;
    const asked = allFields.filter((name) => name !== 'stage' && name !== 'expectedCloseOn');
    const filledWith = (name: string) => (name.endsWith('On') ? '2026-12-01' : hostile.repeat(9));
    const values = {
      ...Object.fromEntries(allFields.map((name) => [name, name === 'products' ? ['Flow'] : filledWith(name)])),
      nextStep: hostile.repeat(9),
    };
    const views = [
      ...[askPartnerManagerForm, extendForm, lostForm, reinstateForm, withdrawForm, wonForm].map((form) =>
        form(deal, language),
      ),
      extendForm({ ...deal, extensions: null, protectedUntilOn: null }, language),
      ...[true, false].map((isLong) => updateForm(deal, { options, values }, isLong, language)),
      answerForm(deal, { options, values }, asked, language),
      answerForm({ ...deal, question: null }, { options, values: {} }, [], language),
      askedView(hostile, language),
      askedView(null, language),
      ...[true, false].map((takesFiles) => noteForm(deal, language, { isHelp: takesFiles, takesFiles })),
      listModal([], zone, language),
      listModal(
        statuses.flatMap((status) => Array.from({ length: 4 }, () => ({ ...deal, status }))),
        zone,
        language,
      ),
      ...statuses.flatMap((status) =>
        partnerSteps.map((step) => {
          const shown = { ...deal, status };
          return dealModal(shown, zone, language, stalledText(step, shown, zone, language));
        }),
      ),
      preCheckForm('P-0005', language),
      draftView({ partnerId: 'P-0005', customer: hostile, keptUntilOn: '2026-12-01' }, language),
      draftView({ partnerId: 'P-0005', customer: '', keptUntilOn: '2026-12-01' }, language),
      colleagueView({ dealId: 'DR-2026-0112', customer: hostile, on: '2026-11-03' }, language),
      submittedView('DR-2026-0142', hostile, 0, language),
      submittedView('DR-2026-0142', hostile, 2, language),
      noteKeptView('DR-2026-0142', 1, language),
      ineligibleView('certified_seller', language),
      ineligibleView('unheard_of', language),
    ];
    for (const view of views) expect(faultsOfView(view)).toEqual([]);
    const home = partnerSection({ partnerId: 'P-0005', zone, open: [deal, deal], draftOf: hostile }, language);
    expect(validateView(JSON.parse(JSON.stringify({ type: 'home', blocks: home })))).toEqual([]);
  });
});

const english = { language: 'en', zone } as const;
const elmstone = { ...root, customer: 'Elmstone Clinics', reviewerName: 'Ines' };

test('the partner reads the sentences of domain §4.9', () => {
  expect(registrationMessage(elmstone, english).text).toBe(
    'DR-2026-0142 received: *Elmstone Clinics*, Vault, EUR 48,000. Decision by *Wed 18 Nov 17:00 (Berlin)*. Reviewer: Ines.',
  );
  expect(registrationMessage({ ...elmstone, status: 'approved' }, english).text).toBe(
    'DR-2026-0142 approved: *Elmstone Clinics*, Vault, EUR 48,000. Protected until *16 Feb 2027*.',
  );
  const asked = { reviewerName: 'Ines', question: 'Which division buys?', answerBy: '2026-11-25' };
  const params = { ...own, ...asked, fields: ['products', 'estimatedAmount'] };
  expect(thread.questionMessage(params, english).text).toMatch(
    /^Ines needs: _Which division buys\?_\nPlease answer by .+\nYou can change: products, amount\.$/,
  );
  expect(thread.questionMessage({ ...params, fields: [] }, english).text).not.toContain('You can change');
  expect(protection.extendedMessage({ ...own, protectedUntilOn: '2027-03-18', number: 1, most: 2 }, english).text).toBe(
    'Extended to *18 Mar 2027* (1 of 2).',
  );
  expect(
    protection.expiredMessage({ ...own, endedOn: '2026-11-10', reinstateUntilOn: '2026-11-24' }, english).text,
  ).toContain('Protection ended. You can re-register with new evidence. Others may now register.');
});

test('milestones are a list to tick off, in both languages', () => {
  expect(milestoneLines({ ...milestones, meeting: 'met', meetingOn: '2026-11-12' }, 'en')).toEqual([
    '✓ customer meeting 12 Nov',
    '✓ updated, next time by 1 Dec',
    '○ demo, test or proposal by 15 Jan',
    '✓ close date kept',
  ]);
  const missed = { meeting: 'missed', updates: 'missed', proof: 'missed', closeDate: 'missed' } as const;
  expect(milestoneLines({ ...milestones, ...missed, proofOn: '2027-01-20', closeSlips: 3 }, 'en')).toEqual([
    '✗ customer meeting was due 18 Dec',
    '✗ update was due 1 Dec',
    '✗ demo, test or proposal 20 Jan, was due 15 Jan',
    '✗ close date moved 3 times: time for a talk',
  ]);
  expect(milestoneLines({ ...milestones, closeSlips: 1 }, 'de')).toEqual([
    '○ Kundentermin bis 18. Dez.',
    '✓ aktualisiert, das nächste Mal bis 1. Dez.',
    '○ Vorführung, Test oder Angebot bis 15. Jan.',
    '✓ Abschlussdatum einmal verschoben',
  ]);
});

test('a yen amount has no decimals, cents stand where there are some', () => {
  const yen = { ...elmstone, amount: { amountMinor: 18_000_000, currency: 'JPY' } };
  expect(registrationMessage(yen, english).text).toContain('JPY 18,000,000.');
  const cents = { ...elmstone, amount: { amountMinor: 4_800_050, currency: 'EUR' } };
  expect(registrationMessage(cents, { language: 'de', zone }).text).toContain('EUR 48.000,50.');
});

test('what is told about a conflict is the same whoever holds it, and names nobody', () => {
  const said = ConflictText.options.map(
    (text) => thread.flaggedMessage({ ...timed, customer: 'Fablestone', text, decisionDueAt: at }, english).text,
  );
  expect(new Set(said).size).toBe(said.length);
  for (const text of said) expect(text).not.toMatch(/Fablestone|P-0|DR-|partner [A-Z]/);
});

test('the three answers of the pre-check have one shape', () => {
  const shapes = (['free', 'taken', 'talk_to_us'] as const).map((outcome) =>
    JSON.stringify(
      preCheckMessage({ partnerId: 'P-0005', domain: 'acme.example', outcome, ownDealId: null }, english).blocks,
    ).replace(/"text":"\*acme[^"]*"/, ''),
  );
  expect(new Set(shapes).size).toBe(1);
});
