import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/actor.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerWorld, seedPartners, staffPerson } from '#test/kit/partners.ts';

const operator: Actor = { kind: 'operator', name: 'test' };

function change(test: TestApp, patch: Record<string, unknown>, expectedVersion: number, more: object = {}) {
  const order = { actor: operator, change: patch, reason: 'more room', expectedVersion, dryRun: false, ...more };
  return test.app.features.bySlug.program.changeSettings(order);
}

const newest = (test: TestApp) => test.app.features.program.newest();
const versions = (test: TestApp) => test.database.collection('program_settings').countDocuments();
const audited = (test: TestApp) =>
  test.database.collection('audit_entries').find({ action: 'settings.changed' }).toArray();

describe('changing the programme settings', () => {
  it('begins with the defaults as version 0', async () => {
    const test = await createTestApp();
    expect(await newest(test)).toEqual({ version: 0, settings: defaultSettings });
    expect(await test.app.features.program.atVersion(0)).toEqual(defaultSettings);
  });

  it('shows the difference first and writes nothing', async () => {
    const test = await createTestApp();
    const shown = await change(test, { caps: { postsPerDay: 3 } }, 0, { dryRun: true });
    expect(shown).toEqual({ version: 1, changes: [{ path: 'caps.postsPerDay', before: 2, after: 3 }], applied: false });
    expect(await versions(test)).toBe(0);
  });

  it('keeps every version, audits who changed what and why', async () => {
    const test = await createTestApp();
    await change(test, { caps: { postsPerDay: 3 } }, 0);
    await change(test, { caps: { postsPerDay: 1 } }, 1);
    expect((await test.app.features.program.atVersion(1)).caps.postsPerDay).toBe(3);
    expect((await newest(test)).settings.caps).toEqual({ ...defaultSettings.caps, postsPerDay: 1 });
    expect(await audited(test)).toMatchObject([
      { actor: 'operator:test', object: 'program_settings/1', reason: 'more room' },
      { object: 'program_settings/2' },
    ]);
  });

  it('tells one of two changers that the other came first', async () => {
    const test = await createTestApp();
    const results = await Promise.allSettled([
      change(test, { caps: { postsPerDay: 3 } }, 0),
      change(test, { caps: { postsPerDay: 1 } }, 0),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ kind: 'conflict', code: 'program.changed_meanwhile' });
    expect(await versions(test)).toBe(1);
    expect(await audited(test)).toHaveLength(1);
  });

  it.each([
    [{ caps: { postsPerDay: 2 } }, {}, 'program.nothing_changed'],
    [{ caps: { postsPerDay: -1 } }, {}, 'program.invalid_settings'],
    [{ windows: { send: { from: '9 am' } } }, {}, 'program.invalid_settings'],
    [{ greeting: 'Hello' }, {}, 'program.invalid_settings'],
    [{ caps: { postsPerDay: 3 } }, { reason: ' ' }, 'program.reason_missing'],
    [{ caps: { postsPerDay: 3 } }, { actor: { kind: 'job', name: 'x' } }, 'core.forbidden'],
  ])('refuses %j with %j', async (patch, more, code) => {
    const test = await createTestApp();
    await expect(change(test, patch, 0, more)).rejects.toMatchObject({ code });
    expect(await versions(test)).toBe(0);
  });

  it('does not know a version that never was', async () => {
    const test = await createTestApp();
    await expect(test.app.features.program.atVersion(7)).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('/partner settings', () => {
  it('shows the settings in force to staff', async () => {
    const partner = { ref: 'P101' };
    const test = await createTestApp({ world: partnerWorld([partner]) });
    await seedPartners(test, [partner]);
    await change(test, { caps: { postsPerDay: 3 } }, 0);
    const priya = test.slack.as(staffPerson.priya);
    await priya.command('/partner settings', { channelId: 'CP101' });
    await test.time.settle();
    const shown = JSON.stringify(priya.currentView()?.content);
    expect(shown).toContain('Version 1.');
    expect(shown).toContain('`caps.postsPerDay` 3');
  });
});
