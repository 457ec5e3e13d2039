import { describe, expect, test } from 'vitest';
import { namesAnother } from '#core/foreign-names.ts';
import { coverFor, leadOf, ownerFor } from '#features/follow-ups/rules/owners.ts';
import type { StaffSeen, Team } from '#features/follow-ups/rules/owners.ts';

function member(key: string, more: Partial<StaffSeen> = {}): StaffSeen {
  const person = { teamId: 'T0', userId: `U${key}` };
  return { staffId: `S-${key}`, key, name: key, person, timeZone: 'UTC', roles: [], isAway: false, ...more };
}

const priya = member('priya', { roles: ['partner_manager'] });
const tomas = member('tomas', { roles: ['partner_manager'] });
const ines = member('ines', { roles: ['partner_ops', 'deal_approver'] });
const greta = member('greta', { roles: ['leadership'] });

function team(staff: readonly StaffSeen[] = [greta, ines, priya, tomas], more: Partial<Team> = {}): Team {
  const leads = { pmLead: 'greta', vp: null };
  return { pmStaffId: 'S-priya', backupStaffId: 'S-tomas', leads, staff, ...more };
}

const away = (who: StaffSeen): StaffSeen => ({ ...who, isAway: true });

describe('who gets it', () => {
  test.each([
    ['pm', 'priya'],
    ['deal_owner', 'priya'],
    ['deal_desk', 'ines'],
    ['partner_ops', 'ines'],
    ['pm_lead', 'greta'],
    ['vp', 'priya'],
    ['solutions_engineering', 'priya'],
    ['product_liaison', 'priya'],
    ['legal', 'priya'],
    ['finance', 'priya'],
  ] as const)('%s: %s', (fn, key) => {
    expect(ownerFor(fn, team())?.key).toBe(key);
  });

  test('the cover while the manager is away, and the manager when both are', () => {
    expect(ownerFor('pm', team([away(priya), tomas]))?.key).toBe('tomas');
    expect(ownerFor('legal', team([away(priya), tomas]))?.key).toBe('tomas');
    expect(ownerFor('pm', team([away(priya), away(tomas)]))?.key).toBe('priya');
  });

  test('the manager when the only holder of the function is away', () => {
    expect(ownerFor('deal_desk', team([away(ines), priya, tomas]))?.key).toBe('priya');
  });

  test('a holder with a Slack account comes before one without', () => {
    const adam = member('adam', { roles: ['deal_approver'], person: null });
    expect(ownerFor('deal_desk', team([adam, ines, priya]))?.key).toBe('ines');
  });

  test('operations where the partner has nobody, and nobody where there is nobody', () => {
    const none = { pmStaffId: null, backupStaffId: null };
    expect(ownerFor('pm', team([ines, priya], none))?.key).toBe('ines');
    expect(ownerFor('pm', team([], none))).toBeNull();
  });
});

describe('whom to write to', () => {
  test('the owner, else the manager or cover, else operations', () => {
    expect(coverFor('S-ines', team())?.key).toBe('ines');
    expect(coverFor('S-ines', team([away(ines), priya, tomas]))?.key).toBe('priya');
    expect(coverFor('S-priya', team([away(priya), tomas]))?.key).toBe('tomas');
    expect(coverFor('S-gone', team([ines], { pmStaffId: null, backupStaffId: null }))?.key).toBe('ines');
  });

  test('a lead only when the settings name somebody who exists', () => {
    expect(leadOf('pm_lead', team())?.key).toBe('greta');
    expect(leadOf('vp', team())).toBeNull();
    expect(leadOf('pm_lead', team([priya]))).toBeNull();
  });
});

describe('another partner’s name', () => {
  const names = ['Otterbrook Systems', 'otterbrook.example', 'P-0202', 'Acme'];

  test.each([
    'We did this for Otterbrook Systems.',
    'as with OTTERBROOK   systems!',
    'see otterbrook.example.',
    'like (P-0202)',
    'Ask Acme, they know.',
  ])('is found in: %s', (text) => {
    expect(namesAnother(text, names)).toBe(true);
  });

  test.each(['Otterbrooks are nice', 'The system works', 'It is acmeology', 'P-02025 is something else', ''])(
    'is not found in: %s',
    (text) => {
      expect(namesAnother(text, names)).toBe(false);
    },
  );

  test('a name of three letters is a word that anybody may use', () => {
    expect(namesAnother('We can do it', ['Can'])).toBe(false);
  });
});
