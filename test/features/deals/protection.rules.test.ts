import { describe, expect, it } from 'vitest';
import type { Extension } from '#features/deals/part-schemas.ts';
import {
  offersExtension,
  needsSalesLeader,
  extendedUntil,
  silenceApproves,
  unmetConditions,
} from '#features/deals/rules/extension.ts';
import { heldKeysOf } from '#features/deals/rules/opportunity.ts';
import {
  endsAt,
  graceUntilOn,
  milestonesOf,
  reinstateUntilOn,
  slipsAfter,
  startedProtection,
  windowDaysOf,
} from '#features/deals/rules/protection.ts';
import type { Tier } from '#features/deals/rules/protection.ts';
import { dueNow, earliest, timersAfter } from '#features/deals/rules/timers.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { dealOf, detailsOf, holidays, settingsOf } from './kit-deals.ts';

const settings = settingsOf();
const us = settings.workingDays(holidays.calendarFor('US'));

function approved(tier: Tier, approvedAt: string, zone: string, change: Partial<Deal> = {}): Deal {
  const windowDays = windowDaysOf(tier, 'resale', settings);
  const started = startedProtection(new Date(approvedAt), { tier, zone, windowDays });
  return dealOf({ status: 'approved', ...started, lastUpdateAt: new Date(approvedAt), ...change });
}

type Extendable = Parameters<typeof unmetConditions>[0];
const context = (zone: string, country = 'US') => ({
  reviewTime: settings.timeIn('Europe/Berlin'),
  partner: { zone, cal: settings.workingDays(holidays.calendarFor(country)) },
  settings,
});

describe('protection', () => {
  it.each([
    ['core', '2026-10-05T04:00:00Z', 'Asia/Kolkata', '2027-01-03'],
    ['core', '2026-11-18T12:00:00Z', 'Europe/Berlin', '2027-02-16'],
    ['emerging', '2026-11-16T23:30:00Z', 'Australia/Sydney', '2027-01-16'],
    ['strategic', '2026-07-23T15:00:00Z', 'America/Chicago', '2026-11-20'],
  ] as const)('of a %s partner approved at %s in %s ends %s', (tier, at, zone, endsOn) => {
    expect(approved(tier, at, zone).protectedUntilOn).toBe(endsOn);
  });

  it('ends with the midnight of the partner, over a clock change too', () => {
    expect(endsAt('2026-11-20', 'America/Chicago')).toEqual(new Date('2026-11-21T06:00:00Z'));
    expect(endsAt('2026-10-24', 'Europe/Berlin')).toEqual(new Date('2026-10-24T22:00:00Z'));
    expect(endsAt('2026-10-25', 'Europe/Berlin')).toEqual(new Date('2026-10-25T23:00:00Z'));
  });

  it('lasts as long as the type says where the settings name it', () => {
    const longer = { ...settings, protectionDaysByType: { resale: 200 } };
    expect(windowDaysOf('core', 'resale', longer)).toBe(200);
    expect(windowDaysOf('core', 'referral', longer)).toBe(90);
  });

  it('S23: what ended on 10 Nov can be reinstated until 24 Nov, and a win counts as long', () => {
    const ireland = settings.workingDays(holidays.calendarFor('IE'));
    expect(reinstateUntilOn('2026-11-10', ireland, settings)).toBe('2026-11-24');
    expect(graceUntilOn('2026-11-10', ireland, settings)).toBe('2026-11-24');
  });

  it('has milestones that are met in time, open, or missed', () => {
    const deal = approved('emerging', '2026-10-01T12:00:00Z', 'Europe/Dublin');
    const states = (now: string, change: Partial<NonNullable<Deal['protection']>> = {}) => {
      const { protection } = deal;
      if (protection === null || deal.protectedUntilOn === null) throw new Error('no protection');
      const held = { ...deal, protection: { ...protection, ...change }, protectedUntilOn: deal.protectedUntilOn };
      const { meeting, updates, proof, closeDate } = milestonesOf(held, new Date(now), settings);
      return [meeting, updates, proof, closeDate];
    };
    expect(states('2026-10-30T12:00:00Z')).toEqual(['open', 'met', 'open', 'met']);
    expect(states('2026-11-16T12:00:00Z')).toEqual(['missed', 'missed', 'missed', 'met']);
    const done = { meetingOn: '2026-10-20', proofOn: '2026-11-14', closeSlips: 3 };
    expect(states('2026-11-16T12:00:00Z', done)).toEqual(['met', 'missed', 'met', 'missed']);
    expect(states('2026-11-16T12:00:00Z', { ...done, proofOn: '2026-11-16' })[2]).toBe('missed');
  });

  it('counts a later close date as a slip, an earlier one not', () => {
    const { protection } = approved('core', '2026-10-01T12:00:00Z', 'Europe/Dublin');
    if (protection === null) throw new Error('no protection');
    expect(slipsAfter(protection, '2026-12-01', '2026-12-15')).toBe(1);
    expect(slipsAfter(protection, '2026-12-01', '2026-11-15')).toBe(0);
    expect(slipsAfter(protection, null, '2026-12-15')).toBe(0);
  });
});

describe('an extension', () => {
  const asked = { newCloseOn: '2026-12-18', activity: 'Workshop on 9 Nov', reason: null };
  const s20 = (change: Partial<Deal> = {}) => {
    const deal = approved('strategic', '2026-07-23T15:00:00Z', 'America/Chicago', {
      lastUpdateAt: new Date('2026-11-05T15:00:00Z'),
    });
    if (deal.protection === null) throw new Error('no protection');
    const protection = { ...deal.protection, meetingOn: '2026-08-03', proofOn: '2026-08-20' };
    return { ...deal, protection, ...change } as Extendable & Deal;
  };
  const on = (day: string) => new Date(`${day}T15:00:00Z`);
  const granted = { outcome: 'approved' } as Extension;

  it('S20: asked on 12 Nov for the end of 20 Nov it is in time, and silence approves it', () => {
    const unmet = unmetConditions(s20(), asked, on('2026-11-12'), us, settings);
    expect(unmet).toEqual([]);
    expect(silenceApproves(s20(), unmet)).toBe(true);
    expect(extendedUntil(s20(), settings)).toBe('2027-01-04');
  });

  it('asked later, with an old update, no activity or a missed milestone needs a decision', () => {
    const unmet = (deal: Extendable, change: object = {}, day = '2026-11-12') =>
      unmetConditions(deal, { ...asked, ...change }, on(day), us, settings);
    expect(unmet(s20(), {}, '2026-11-16')).toEqual(['in_time']);
    expect(unmet(s20({ lastUpdateAt: on('2026-10-28') }))).toEqual(['updated']);
    expect(unmet(s20(), { activity: ' ', newCloseOn: '2026-11-12' })).toEqual(['close_date', 'activity']);
    const without = s20();
    const missed = { ...without, protection: { ...without.protection, meetingOn: null } };
    expect(unmet(missed)).toEqual(['milestones']);
    expect(unmet(missed, { reason: 'The customer was closed in August.' })).toEqual([]);
  });

  it('is offered as long as one is left; one more, or over 180 days, is for a sales leader', () => {
    expect(offersExtension(s20(), settings)).toBe(true);
    expect(offersExtension(s20({ extensions: [granted, granted] }), settings)).toBe(false);
    expect(offersExtension(s20({ extensions: [{ outcome: 'pending' } as Extension] }), settings)).toBe(false);
    const second = s20({ extensions: [granted], protectedUntilOn: '2027-01-04' });
    const unmet = unmetConditions(second, asked, on('2026-12-01'), us, settings);
    expect(unmet).toContain('total');
    expect(needsSalesLeader(unmet)).toBe(true);
    expect(silenceApproves(second, [])).toBe(false);
    expect(unmetConditions(s20({ extensions: [granted, granted] }), asked, on('2026-11-12'), us, settings)).toEqual([
      'count',
    ]);
  });
});

describe('what follows for an approved deal', () => {
  const now = new Date('2026-11-16T09:00:00Z');
  const steps = (deal: Deal, at = now) => timersAfter(deal, at, context('America/Chicago')).map(({ step }) => step);

  it('S19: reminders before the end, then the end; what is past is not made up for', () => {
    const deal = approved('strategic', '2026-07-26T15:00:00Z', 'America/Chicago', {
      lastUpdateAt: new Date('2026-11-10T15:00:00Z'),
    });
    expect(timersAfter(deal, now, context('America/Chicago'))).toEqual([
      { step: 'protection_7', at: new Date('2026-11-16T16:00:00Z') },
      { step: 'protection_1', at: new Date('2026-11-22T16:00:00Z') },
      { step: 'expire', at: new Date('2026-11-24T06:00:00Z') },
    ]);
  });

  it('S22: the stale ladder counts from the last update', () => {
    const deal = approved('core', '2026-09-20T15:00:00Z', 'America/Toronto', {
      lastUpdateAt: new Date('2026-09-30T15:00:00Z'),
    });
    expect(steps(deal)).toContain('stale_60');
    expect(steps(deal)).not.toContain('stale_45');
    expect(steps({ ...deal, lastUpdateAt: now })).toEqual(expect.arrayContaining(['stale_30']));
  });

  it('S20: a pending extension holds the end back until it is decided', () => {
    const pending = { outcome: 'pending', decideBy: new Date('2026-11-16T16:00:00Z') } as Extension;
    const deal = approved('strategic', '2026-07-23T15:00:00Z', 'America/Chicago', { extensions: [pending] });
    expect(steps(deal)).toContain('extension_silence');
    expect(steps(deal)).not.toContain('expire');
    expect(steps({ ...deal, extensions: [] }, new Date('2026-11-23T09:00:00Z'))).toEqual(['expire']);
  });

  it('keeps what has not run yet, and forgets what has', () => {
    const deal = approved('core', '2026-10-10T15:00:00Z', 'America/Chicago');
    const at = new Date('2026-11-09T16:00:30Z');
    const stored = timersAfter(deal, new Date('2026-10-10T15:00:00Z'), context('America/Chicago'));
    const due = dueNow(stored, at);
    expect(due).toEqual(['stale_30']);
    expect(steps({ ...deal, timers: stored }, at)).toContain('stale_30');
    expect(steps({ ...deal, timers: stored.filter(({ step }) => step !== 'stale_30') }, at)).not.toContain('stale_30');
  });

  it('after downtime tells only the last rung of each ladder', () => {
    const deal = approved('core', '2026-09-01T15:00:00Z', 'America/Chicago');
    const stored = timersAfter(deal, new Date('2026-09-01T15:00:00Z'), context('America/Chicago'));
    expect(dueNow(stored, new Date('2026-11-25T17:00:00Z'))).toEqual([
      'milestone_meeting',
      'stale_60',
      'milestone_proof',
      'protection_7',
    ]);
    expect(earliest(stored)).toEqual(new Date('2026-10-01T15:00:00Z'));
  });
});

describe('what follows for a question that nobody answers', () => {
  it('S17: asked on Thu 5 Nov in Paris it is warned of on 13 Nov and withdrawn on 20 Nov', () => {
    const infoRequests = [{ answerBy: '2026-11-13', answeredAt: null }] as Deal['infoRequests'];
    const deal = dealOf({ status: 'info_needed', infoRequests });
    expect(timersAfter(deal, new Date('2026-11-05T10:00:00Z'), context('Europe/Paris', 'FR'))).toEqual([
      { step: 'info_warning', at: new Date('2026-11-13T16:00:00Z') },
      { step: 'info_withdraw', at: new Date('2026-11-20T16:00:00Z') },
    ]);
  });
});

describe('what an approval holds', () => {
  const keys = (change: Parameters<typeof detailsOf>[0] = {}, apart?: string) =>
    heldKeysOf({ ...detailsOf(change), normalizedName: 'elmstone clinics' }, apart);
  const collide = (one: readonly string[], other: readonly string[]) => one.some((key) => other.includes(key));

  it('is one key for each product', () => {
    expect(keys({ products: ['Vault', 'Flow', 'vault '] })).toHaveLength(2);
  });

  it('collides for the same customer, product, division and time only (S15, S16)', () => {
    expect(collide(keys(), keys({ customerLegalName: 'ELMSTONE', products: ['vault'] }))).toBe(true);
    expect(collide(keys({ division: 'Retail' }), keys({ division: 'insurance' }))).toBe(false);
    expect(collide(keys(), keys({ products: ['Flow'] }))).toBe(false);
    expect(collide(keys(), keys({ customerCountry: 'AT' }))).toBe(false);
    expect(collide(keys(), keys({ expectedCloseOn: '2027-12-31' }))).toBe(false);
    expect(collide(keys({ customerDomain: null }), keys({ customerDomain: null }))).toBe(true);
  });

  it('does not collide where operations ruled that it is another opportunity', () => {
    expect(collide(keys(), keys({}, 'DR-2026-0150'))).toBe(false);
  });
});
