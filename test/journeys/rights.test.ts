import process from 'node:process';
import { expect, test } from 'vitest';
import type { Actor } from '#core/actor.ts';
import { partnerRoles, staffRoles } from '#core/actor.ts';
import { mayDo } from '#core/rights.ts';
import type { RightHolder } from '#core/rights.ts';
import { createTestApp } from '#test/kit/app.ts';

const person = { teamId: 'T1', userId: 'U1' };
const nobodies: readonly Actor[] = [
  { kind: 'stranger', person },
  { kind: 'stranger' },
  { kind: 'bot', person },
  { kind: 'staff', person, roles: [] },
  { kind: 'partner', partnerId: 'P-0001', person, roles: [] },
];

function actorWith(holder: RightHolder): Actor {
  if (holder === 'job' || holder === 'operator') return { kind: holder, name: 'walk' };
  const staffRole = staffRoles.find((role) => role === holder);
  if (staffRole) return { kind: 'staff', staffId: 'S1', person, roles: [staffRole] };
  const partnerRole = partnerRoles.find((role) => role === holder);
  return { kind: 'partner', partnerId: 'P-0001', person, roles: partnerRole ? [partnerRole] : [] };
}

test('the whole table of rights: only its holders may, nobody without a role may anything, and few rights are for both sides', async () => {
  const { app } = await createTestApp();
  const holders: readonly RightHolder[] = [...staffRoles, ...partnerRoles, 'job', 'operator'];
  const isPartnerRole = (holder: RightHolder): boolean => partnerRoles.some((role) => role === holder);
  const forBothSides: string[] = [];
  for (const { slug, rights } of app.features.list) {
    for (const verb of Object.keys(rights)) {
      const table = rights[verb] ?? [];
      process.stdout.write(`${`${slug}.${verb}`.padEnd(36)} ${table.join(', ')}\n`);
      expect(table, `${slug}.${verb} is held by somebody`).not.toHaveLength(0);
      for (const holder of holders)
        expect(mayDo(rights, verb, actorWith(holder)), `${slug}.${verb} ${holder}`).toBe(table.includes(holder));
      for (const nobody of nobodies) expect(mayDo(rights, verb, nobody), `${slug}.${verb} ${nobody.kind}`).toBe(false);
      if (table.some(isPartnerRole) && !table.every(isPartnerRole)) forBothSides.push(`${slug}.${verb}`);
    }
  }
  expect(forBothSides).toEqual(['directory.seeContacts', 'attention.readWeek', 'follow-ups.openFollowUps']);
});
