import { describe, expect, it } from 'vitest';
import {
  isConflictReason,
  isWithin,
  levelNeeded,
  levelOf,
  mayDecideConflict,
} from '#features/deals/rules/authority.ts';
import { editableFields, immutableFields, isLargeChange, lockedField } from '#features/deals/rules/editing.ts';
import {
  dealEvents,
  displayStatusOf,
  isUndecided,
  transitionOf,
  transitions,
  unmetGuard,
} from '#features/deals/rules/states.ts';
import { dealStatuses } from '#features/deals/state-schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

describe('the transitions of a registration', () => {
  it('are those of domain §4.8, with the two of §4.10', () => {
    const rows = transitions.flatMap(({ from, to, event, who, guards }) =>
      from.map(
        (status) => `${status ?? '-'} > ${to}: ${event} by ${who.join('/')} if ${guards.join('+') || 'nothing'}`,
      ),
    );
    expect(rows).toEqual([
      '- > draft: save_draft by partner if eligible',
      'draft > submitted: submit by partner if eligible+complete',
      'submitted > in_review: start_review by approver/clock if nothing',
      'submitted > info_needed: ask_info by approver if question_asked',
      'in_review > info_needed: ask_info by approver if question_asked',
      'info_needed > in_review: answer_info by partner if answered',
      'submitted > approved: approve by approver if no_open_findings+within_authority',
      'in_review > approved: approve by approver if no_open_findings+within_authority',
      'submitted > rejected: reject by approver if reason_and_text',
      'in_review > rejected: reject by approver if reason_and_text',
      'submitted > withdrawn: withdraw by partner/clock if reason',
      'in_review > withdrawn: withdraw by partner/clock if reason',
      'info_needed > withdrawn: withdraw by partner/clock if reason',
      'approved > withdrawn: withdraw by partner/clock if reason',
      'approved > approved: extend by approver/clock if extension_allowed',
      'approved > won: win by partner/crm/pm/finance if contract_stated+within_protection',
      'expired > won: win_in_grace by pm/finance if contract_stated+within_grace',
      'approved > lost: lose by partner/crm/pm if reason',
      'approved > expired: expire by clock if not_extending',
      'approved > revoked: revoke by ops_and_leadership if reason_and_text',
      'expired > approved: reinstate by approver if reinstatable',
      'rejected > in_review: uphold_appeal by appeal if nothing',
      'rejected > in_review: take_up_offer by partner if offered',
      'won > lost: reverse_win by finance if reason',
    ]);
  });

  it('are nowhere else: every other step from every status is refused', () => {
    const possible = dealStatuses.flatMap((status) =>
      dealEvents.filter((event) => transitionOf(status, event) !== null),
    );
    expect(possible).toHaveLength(23);
    for (const status of ['withdrawn', 'revoked', 'lost'] as const)
      for (const event of dealEvents) expect(transitionOf(status, event), `${status} ${event}`).toBeNull();
  });

  it('free the opportunity exactly where a deal leaves protection or the queue', () => {
    const freeing = transitions.filter(({ effects }) => effects.includes('frees_opportunity'));
    expect(freeing.map(({ event }) => event)).toEqual(['withdraw', 'lose', 'expire', 'revoke']);
  });

  it('hold a guard that nobody states to be met as unmet', () => {
    const approve = transitionOf('in_review', 'approve');
    if (approve === null) throw new Error('approve is missing');
    expect(unmetGuard(approve, {})).toBe('no_open_findings');
    expect(unmetGuard(approve, { no_open_findings: true, within_authority: false })).toBe('within_authority');
    expect(unmetGuard(approve, { no_open_findings: true, within_authority: true })).toBeNull();
  });

  it('know three undecided statuses, and show an extended approval as extended', () => {
    expect(dealStatuses.filter((status) => status !== 'draft' && isUndecided(status))).toEqual([
      'submitted',
      'in_review',
      'info_needed',
    ]);
    expect(displayStatusOf({ status: 'approved', extensions: [{ outcome: 'approved' }] })).toBe('extended');
    expect(displayStatusOf({ status: 'approved', extensions: [{ outcome: 'pending' }] })).toBe('approved');
    expect(displayStatusOf({ status: 'won', extensions: [{ outcome: 'approved' }] })).toBe('won');
  });
});

describe('what a partner may change', () => {
  it('is nothing while a registration is reviewed or over', () => {
    for (const status of dealStatuses.filter((it) => it !== 'approved' && it !== 'info_needed'))
      expect(editableFields(status, ['division']), status).toEqual([]);
  });

  it('is what was asked for, stage and date while an answer is awaited; never customer and type', () => {
    const asked = ['division', 'customerDomain', 'registrationType', 'nonsense'];
    expect(editableFields('info_needed', asked)).toEqual(['division', 'stage', 'expectedCloseOn']);
    expect(lockedField('info_needed', ['division', 'stage'], asked)).toBeNull();
    expect(lockedField('info_needed', ['estimatedAmount'], asked)).toBe('estimatedAmount');
  });

  it('is stage, date, amount, products and owner of an approved one', () => {
    expect(editableFields('approved')).toEqual([
      'stage',
      'expectedCloseOn',
      'estimatedAmount',
      'products',
      'dealOwner',
    ]);
    for (const field of immutableFields) expect(lockedField('approved', [field])).toBe(field);
  });

  it.each([
    [100, 125, true],
    [100, 124, false],
    [100, 75, true],
    [100, 76, false],
    [0, 0, false],
    [0, 1, true],
  ])('an amount from %i to %i tells the reviewer: %s', (before, after, expected) => {
    expect(isLargeChange(before, after, 25)).toBe(expected);
  });
});

describe('who may decide on an amount', () => {
  const settings = defaultSettings.deals;

  it.each([
    [10_000_000, 'partner_manager'],
    [10_000_001, 'pm_lead'],
    [50_000_000, 'pm_lead'],
    [50_000_001, 'sales_leader'],
    [null, 'sales_leader'],
  ] as const)('%s cents need the %s', (cents, level) => {
    expect(levelNeeded(cents, settings)).toBe(level);
  });

  it('is read off the settings and the role; whoever may more may also less', () => {
    const leads = { pmLead: 'S2', vp: 'S3' };
    const level = (staffId: string, roles: readonly ('partner_manager' | 'leadership')[] = ['partner_manager']) =>
      levelOf({ staffId, roles }, leads);
    expect([level('S1'), level('S2'), level('S3'), level('S4', ['leadership'])]).toEqual([
      'partner_manager',
      'pm_lead',
      'sales_leader',
      'sales_leader',
    ]);
    expect(levelOf({ roles: ['partner_manager'] }, { pmLead: null, vp: null })).toBe('partner_manager');
    expect(isWithin('pm_lead', 'partner_manager')).toBe(true);
    expect(isWithin('partner_manager', 'pm_lead')).toBe(false);
  });

  it('needs operations where a conflict is the reason', () => {
    expect(isConflictReason('duplicate_registered')).toBe(true);
    expect(isConflictReason('not_qualified')).toBe(false);
    expect(mayDecideConflict({ roles: ['partner_ops'] })).toBe(true);
    expect(mayDecideConflict({ roles: ['partner_manager', 'deal_approver'] })).toBe(false);
  });
});
