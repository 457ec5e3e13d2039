import { expect, test } from 'vitest';
import { historyLine } from '#blocks/deals/history-lines.ts';
import { milestoneLines } from '#blocks/deals/milestones.ts';
import { moreModal } from '#blocks/deals/more.ts';
import { evidenceBlocks } from '#blocks/deals/evidence.ts';
import { onBehalfForm, proposedView } from '#blocks/deals/on-behalf.ts';
import { dealsOfPartnerModal, queueModal, staffSection } from '#blocks/deals/queue.ts';
import { clockMessage, reviewCardMessage, staffNoteMessage } from '#blocks/deals/review-card.ts';
import { letterForm, resolveForm } from '#blocks/deals/staff-conflict-forms.ts';
import * as staffForms from '#blocks/deals/staff-forms.ts';
import { dealStatuses, findingOutcomes } from '#features/deals/state-schemas.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { staffNoteKinds } from '#features/deals/staff-message-schemas.ts';
import type { Evidence } from '#features/deals/field-schemas.ts';
import type { Milestones } from '#features/deals/outlook-schemas.ts';
import type { ReviewCardParams } from '#features/deals/staff-message-schemas.ts';
import { askableFields } from '#features/deals/rules/editing.ts';
import { validateView } from '#sandbox/slack/block-kit/validate.ts';
import { at, faultsOf, faultsOfView, hostile, options, zone } from './blocks-kit.ts';

const amount = { amountMinor: 5_200_000_00, currency: 'INR' };
const facts = {
  partnerId: 'P-0011',
  partnerName: hostile,
  customer: hostile,
  status: 'approved' as const,
  completeAt: at,
  evidence: 3,
  repName: hostile,
  openedOn: '2026-08-01',
  lastActivityOn: '2026-11-10',
  coveredBy: [hostile, hostile],
};
const about = { dealId: 'DR-2026-0142', partnerId: 'P-0011', partnerName: hostile, customer: hostile };
const card: ReviewCardParams = {
  ...about,
  status: 'in_review',
  version: 4,
  registrationType: 'co_sell',
  country: 'IN',
  domain: 'brindlewick.example',
  products: [hostile],
  amount,
  amountUsd: { amountMinor: 62_400_00, currency: 'USD' },
  stage: 'proposal',
  useCase: hostile,
  dueAt: at,
  zone,
  matchClass: 'same',
  findings: findingOutcomes.map((outcome, index) => ({
    class: index % 2 === 0 ? ('C2' as const) : ('probable' as const),
    outcome,
    subjectId: hostile,
    isResolved: index % 3 === 0,
    facts,
    listVersion: 7,
  })),
  evidence: 2,
  completeAt: at,
  filledPercent: 82,
  accountsAsOf: at,
  matches: Array.from({ length: 20 }, (_, n) => ({
    subjectId: `${hostile}${n}`,
    rule: 'name',
    score: 923,
    text: hostile,
  })),
  notChecked: ['territory', hostile],
  unmet: ['certified_seller'],
  warnings: ['email_domain_differs'],
  decidedByName: null,
};
const finding = { subjectId: null, isResolved: false, facts: {}, listVersion: null } as const;
const deal = { dealId: 'DR-2026-0142', version: 4, customer: hostile, partnerName: hostile, amount };
const line = {
  dealId: 'DR-2026-0142',
  customer: hostile,
  partnerName: hostile,
  usedPercent: 130,
  bucket: 'late',
  approverName: null,
  openClasses: ['C2', 'C10'],
};
const hostileEvidence: readonly Evidence[] = Array.from({ length: 7 }, () => [
  { kind: 'note' as const, ref: hostile.slice(0, 2000) },
  { kind: 'link' as const, ref: `https://evil.example/${hostile.slice(0, 400)}` },
  { kind: 'file' as const, ref: 'F0OFFER', name: hostile, permalink: 'https://files.example/F0OFFER' },
]).flat();
const statuses = dealStatuses.filter((status): status is DealStatus => status !== 'draft');

test('cards, clocks and notes are accepted by Slack and harmless', () => {
  const messages = [
    ...statuses.map((status) => reviewCardMessage({ ...card, status })),
    reviewCardMessage({ ...card, decidedByName: hostile, findings: [], matches: [], matchClass: 'none' }),
    ...([50, 75, 100, 150] as const).map((percent) =>
      clockMessage({ ...about, percent, dueAt: at, zone, approverName: percent > 75 ? null : hostile }),
    ),
    ...staffNoteKinds.map((kind) => staffNoteMessage({ ...about, kind, text: hostile, dueAt: at, zone })),
    staffNoteMessage({ ...about, kind: 'expired', text: null, dueAt: null, zone }),
  ];
  for (const message of messages) expect(faultsOf(message), message.text).toEqual([]);
});

test('the card says the class, what follows by default, what was not checked, and gives the version back', () => {
  const text = JSON.stringify(
    reviewCardMessage({
      ...card,
      customer: 'Brindlewick Foods',
      partnerName: 'Ravenmoss',
      findings: [{ ...finding, class: 'C2', outcome: 'reject', subjectId: 'DR-2026-0101' }],
      matches: [
        { subjectId: 'DR-2026-0101', rule: 'name', score: 923, text: 'kestrelmere clinics / kestrelmere' },
        { subjectId: 'DR-2026-0101', rule: 'country_equal', score: null, text: 'DE' },
        { subjectId: 'A-7', rule: 'domain_equal', score: 1000, text: 'kestrelmere.example' },
      ],
      notChecked: ['territory'],
    }),
  );
  expect(text).toContain('*C2* another partner is approved (DR-2026-0101) → reject');
  expect(text).toContain(
    'Why: DR-2026-0101: name 0.923 (kestrelmere clinics / kestrelmere), same country; A-7: same domain (kestrelmere.example)',
  );
  expect(text).toContain('Not checked: territory');
  expect(text).toContain('"value":"DR-2026-0142|4"');
});

test('the card shows both sides of a conflict and what the rules say of them', () => {
  const of = (one: Partial<ReviewCardParams['findings'][number]>, evidence = 1) =>
    JSON.stringify(
      reviewCardMessage({
        ...card,
        evidence,
        findings: [{ ...finding, class: 'C4', outcome: 'evidence_review', ...one }],
      }),
    );
  const there = {
    partnerName: 'Tidewheel',
    customer: 'Fable Stone Inc.',
    completeAt: at,
    status: 'in_review',
  } as const;
  expect(of({ facts: { ...there, evidence: 0 } })).toContain('Tidewheel · Fable Stone Inc. · in review · complete');
  expect(of({ facts: { ...there, evidence: 0 } })).toContain('Evidence: 1 here, 0 there → if it stays so, this one');
  expect(of({ facts: { ...there, evidence: 2 } }, 0)).toContain('0 here, 2 there → if it stays so, the other one');
  expect(of({ facts: { ...there, evidence: 2 } })).toContain('1 here, 2 there → weigh both');
  const direct = { repName: 'Bo Adeyemi', openedOn: '2026-08-01', lastActivityOn: '2026-11-10' };
  const opportunity = of({ class: 'C5', outcome: 'reject', facts: direct });
  expect(opportunity).toContain('Bo Adeyemi · opened 1 Aug 2026 · last activity 10 Nov 2026');
  expect(of({ class: 'C14', outcome: 'reject', listVersion: 7 })).toContain('list v7');
  expect(of({ class: 'C12', outcome: 'reject', facts: { coveredBy: ['Ambergate'] } })).toContain(
    'covered by Ambergate',
  );
});

const milestones: Milestones = {
  ...{ meetingBy: '2026-12-18', meetingOn: '2026-12-02', meeting: 'met' },
  ...{ updateBy: '2026-12-20', updates: 'met', proofBy: '2027-01-15', proofOn: null, proof: 'open' },
  ...{ closeSlips: 3, closeDate: 'missed' },
};

test('“More…” ticks off what keeps a protected deal alive', () => {
  const may = {} as Parameters<typeof moreModal>[0]['may'];
  const more = { zone, evidence: [], history: [], may };
  const text = JSON.stringify(moreModal({ ...more, card: { ...card, status: 'approved' }, milestones }));
  for (const line of milestoneLines(milestones, 'en')) expect(text).toContain(line);
});

test('the story is told in words, with people by their names', () => {
  const entry = { at, action: 'approved' };
  expect(historyLine({ ...entry, by: 'staff:THOME/UINES' }, zone)).toMatch(/: approved, <@UINES>$/);
  expect(historyLine({ ...entry, action: 'clock_at_100', by: 'job:deals.sweep-due' }, zone)).toMatch(
    /: late, by itself$/,
  );
  expect(historyLine({ ...entry, action: 'imported', by: 'operator:ann' }, zone)).toMatch(/from a file, ann$/);
  expect(historyLine({ ...entry, by: 'staff:T/<!here>' }, zone)).not.toContain('<!here>');
});

test('every form and list of staff is accepted by Slack', () => {
  const asked = { newCloseOn: '2027-03-01', activity: hostile, reason: hostile };
  const may = Object.fromEntries(
    ['resolve', 'letter', 'decideExtension', 'extend', 'revoke', 'reinstate', 'won', 'lost', 'withdraw'].map((name) => [
      name,
      true,
    ]),
  ) as Parameters<typeof moreModal>[0]['may'];
  const history = Array.from({ length: 9 }, () => ({ at, action: hostile, by: hostile }));
  const views = [
    staffForms.approveForm({ ...deal, windowDays: 90, suggestsCoSell: true, outdatedAsOf: 'Fri 13 Nov 15:20' }),
    staffForms.approveForm({ ...deal, windowDays: 90, suggestsCoSell: false, outdatedAsOf: null }),
    staffForms.askForm(deal, askableFields),
    staffForms.rejectForm(deal, 'duplicate_registered', 'Send it.'),
    staffForms.rejectForm(deal, null, ''),
    resolveForm(deal, { ...finding, class: 'probable', outcome: 'human_check' }, { zone, evidence: 0 }),
    resolveForm(deal, { ...finding, class: 'C4', outcome: 'evidence_review', facts }, { zone, evidence: 1 }),
    letterForm(
      deal,
      Array.from({ length: 120 }, (_, n) => ({ partnerId: `P-${n}`, name: hostile })),
      'Chosen.',
    ),
    staffForms.decideExtensionForm(deal, asked),
    staffForms.revokeForm(deal),
    staffForms.reinstateForm(deal, null),
    staffForms.reinstateForm(deal, { update: hostile.repeat(9), newCloseOn: '2027-03-01' }),
    staffForms.extendForForm(deal, null),
    staffForms.extendForForm(deal, '2027-03-01'),
    staffForms.wonForForm(deal, null),
    staffForms.wonForForm(deal, { contractOn: '2026-11-10', amount }),
    staffForms.lostForForm(deal),
    staffForms.withdrawForForm(deal),
    staffForms.doneView('DR-2026-0142', 'approved'),
    moreModal({ card, zone, milestones, evidence: hostileEvidence, history, may }),
    moreModal({ card: { ...card, status: 'won' }, zone, milestones: null, evidence: [], history: [], may }),
    queueModal([]),
    queueModal(Array.from({ length: 60 }, () => line)),
    dealsOfPartnerModal('P-0011', []),
    dealsOfPartnerModal(
      'P-0011',
      Array.from({ length: 60 }, () => ({ ...deal, status: 'won' as const })),
    ),
    onBehalfForm(hostile, { options, values: {} }),
    proposedView(hostile),
  ];
  for (const view of views) expect(faultsOfView(view)).toEqual([]);
  const home = { type: 'home', blocks: staffSection(Array.from({ length: 9 }, () => line)) };
  expect(validateView(JSON.parse(JSON.stringify(home)))).toEqual([]);
  expect(staffSection([])).toEqual([]);
});

test('the queue counts by age', () => {
  const text = JSON.stringify(queueModal([line, line, { ...line, bucket: 'under_half', usedPercent: 10 }]));
  expect(text).toContain('under 50 %: 1 · 🔴 late: 2');
});

test('evidence is shown as what it is, with day and person where they are known, the latest first', () => {
  const blocks = evidenceBlocks(
    [
      { kind: 'link', ref: 'http://old.example/a?b=1&c=2' },
      { kind: 'file', ref: 'F0LOST' },
      { kind: 'note', ref: 'They sign\non Friday', at, by: { userId: 'U1', name: 'Anna' } },
      {
        kind: 'file',
        ref: 'F0OFFER',
        name: 'offer.pdf',
        permalink: 'https://files.example/F0OFFER',
        at,
        by: { userId: 'U2', name: null },
      },
    ],
    zone,
  );
  const lines = blocks.map((block) => JSON.stringify(block)).join('\n');
  expect([...lines.matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text)).toEqual([
    '*Evidence*, the latest first',
    '📄 <https://files.example/F0OFFER|offer.pdf> · 18 Nov 2026, <@U2>',
    '> They sign on Friday · 18 Nov 2026, Anna',
    '📄 a file in Slack',
    '🔗 <http://old.example/a?b=1&amp;c=2|old.example/a>',
  ]);
  expect(evidenceBlocks([], zone)).toEqual([]);
  expect(JSON.stringify(evidenceBlocks(hostileEvidence, zone).at(-1))).toContain('… and 11 more');
});
