import { describe, expect, it } from 'vitest';
import { obstaclesTo } from '#features/directory/guards.ts';
import { StatusChange } from '#features/directory/schemas.ts';
import type { Contact, Partner, Status } from '#features/directory/schemas.ts';
import { findTransition } from '#features/directory/transitions.ts';
import { PartnerRow } from '#features/directory/import/rows.ts';
import { isComplete, newFields } from '#features/directory/import/target.ts';

const today = '2026-11-16';
const admin = { role: 'partner_admin', leftAt: null } as Contact;

function partner(fields: Partial<Partner>): Partner {
  const row = PartnerRow.parse({
    externalRef: 'P1',
    legalName: 'Acme',
    primaryType: 'reseller',
    tier: 'core',
    status: 'active',
    countries: 'GB',
    timeZone: 'Europe/London',
    currency: 'GBP',
  });
  if (!isComplete(row)) throw new Error('the row is complete');
  const at = new Date('2026-01-01T00:00:00Z');
  const base = newFields(row, { pmStaffId: 'S-0001', backupStaffId: 'S-0002' });
  return { ...base, partnerId: 'P-0001', statusChangedAt: at, createdAt: at, ...fields };
}

function obstacles(from: Status, to: Status, change: object = {}, fields: Partial<Partner> = {}, contacts = [admin]) {
  const transition = findTransition(from, to);
  if (!transition) throw new Error(`${from} to ${to} is illegal`);
  return obstaclesTo(transition, {
    partner: partner({ status: from, ...fields }),
    contacts,
    change: StatusChange.parse(change),
    today,
  });
}

const signed = { agreement: { ref: null, startsOn: '2026-11-01', endsOn: '2027-10-31' } };

describe('what stands in the way of a step', () => {
  it('starts negotiation only with a qualification score', () => {
    expect(obstacles('prospect', 'in_negotiation')).toEqual(['qualification_score']);
    expect(obstacles('prospect', 'in_negotiation', { qualificationScore: 380 })).toEqual([]);
  });

  it('starts onboarding only with dates, manager, backup and a partner admin who is still there', () => {
    const bare = { pmStaffId: null, backupStaffId: null };
    expect(obstacles('in_negotiation', 'onboarding', {}, bare, [])).toEqual(['pm', 'backup', 'admin', 'agreement']);
    const left = { ...admin, leftAt: new Date('2026-10-01T00:00:00Z') };
    expect(obstacles('in_negotiation', 'onboarding', {}, signed, [left])).toEqual(['admin']);
    expect(obstacles('in_negotiation', 'onboarding', {}, signed)).toEqual([]);
  });

  it('launches past the gate only by an override with a reason', () => {
    expect(obstacles('onboarding', 'active')).toEqual(['launch_gate']);
    expect(obstacles('onboarding', 'active', { override: true })).toEqual(['launch_gate']);
    expect(obstacles('onboarding', 'active', { override: true, reason: 'agreed with the partner' })).toEqual([]);
  });

  it('resumes a launched partner freely, one that paused before launch only through the gate', () => {
    expect(obstacles('paused', 'active', {}, { launchAt: new Date('2026-05-01T00:00:00Z') })).toEqual([]);
    expect(obstacles('paused', 'active')).toEqual(['launch_gate']);
  });

  it.each([
    [null, false],
    ['2026-11-16', false],
    ['2026-11-17', true],
    ['2027-02-14', true],
    ['2027-02-15', false],
  ])('takes %s as the day of resuming: %s', (resumeOn, isFine) => {
    expect(obstacles('active', 'paused', { resumeOn })).toEqual(isFine ? [] : ['resume_date']);
  });

  it('ends a partnership not before the notice, and never by override', () => {
    const notice = { noticeOn: '2026-12-01', category: 'mutual', reason: 'agreed', override: true };
    expect(obstacles('active', 'offboarding', { reason: 'agreed' })).toEqual(['notice', 'end_date']);
    expect(obstacles('active', 'offboarding', { ...notice, endsOn: '2026-11-30' })).toEqual(['end_date']);
    expect(obstacles('active', 'offboarding', { ...notice, endsOn: '2026-12-01' })).toEqual([]);
  });

  it('closes only when the end is reached and the checklist is waived', () => {
    const waived = { override: true, reason: 'nothing open' };
    const ended = { agreement: { ref: null, startsOn: null, endsOn: today } };
    const later = { agreement: { ref: null, startsOn: null, endsOn: '2026-11-17' } };
    expect(obstacles('offboarding', 'ended', waived, later)).toEqual(['end_reached']);
    expect(obstacles('offboarding', 'ended', {}, ended)).toEqual(['exit_checklist']);
    expect(obstacles('offboarding', 'ended', waived, ended)).toEqual([]);
  });
});
