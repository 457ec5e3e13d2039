import { staffUserId } from '../../fixtures/fixtures.ts';
import type { FixturePlan } from '../../fixtures/fixtures.ts';
import { parseSource, readPartnersFile } from '../../fixtures/csv.ts';
import { peopleOf } from '../../fixtures/partner-rows.ts';
import { staff } from '../../fixtures/people.ts';

/** Somebody whom the page can act as. */
export interface Persona {
  userId: string;
  name: string;
  /** What this person is to Drumbeat, in a few words. */
  role: string;
  company: string;
}

/** The partner whose two sides the page shows first, and the one whose people may only post. */
export const firstPartner = 'P016';
export const postOnlyPartner = 'P020';

/** Whose deals the page begins with; those of the story register their first ones by hand. */
export const dealPartners = ['P005', 'P007'];

/** A company without any shared channel: whoever comes from there is a stranger. */
export const strangersTeam = { id: 'T0UMBER', name: 'Umberline' } as const;
export const stranger = {
  id: 'U0STRANGER',
  teamId: strangersTeam.id,
  name: 'silas',
  realName: 'Silas Crane',
  tz: 'Europe/London',
} as const;

/** The fixtures with what the playground adds: a stranger, and a company whose people may only post. */
export function playgroundPlan(plan: FixturePlan): FixturePlan {
  const limited = plan.channels.map((channel) =>
    channel.id === `C${postOnlyPartner}` ? { ...channel, limitedTeamIds: [`T${postOnlyPartner}`] } : channel,
  );
  return {
    ...plan,
    teams: [...plan.teams, { ...strangersTeam, domain: 'umberline' }],
    users: [...plan.users, stranger],
    channels: limited,
  };
}

/** The seven of the story first, then everybody. */
export function personas(): { first: readonly Persona[]; others: readonly Persona[] } {
  const rows = parseSource(readPartnersFile());
  const everybody = [
    ...staff.map(staffPersona),
    ...rows.flatMap((row) => peopleOf(row).map((person) => personaOf(row.name, person))),
  ];
  const partnerManager = rows.find((row) => row.id === firstPartner)?.pm ?? '';
  const pick = (userId: string, role: string): Persona[] =>
    everybody.filter((person) => person.userId === userId).map((person) => ({ ...person, role }));
  const first = [
    ...pick(`U${firstPartner}SELLER`, 'Partner’s seller'),
    ...pick(`U${firstPartner}ADMIN`, 'Partner’s admin'),
    ...pick(`U${postOnlyPartner}SELLER`, 'Partner, may only post'),
    ...pick(staffUserId(partnerManager), 'Partner manager'),
    ...pick(staffUserId('ines'), 'Partner operations'),
    ...pick(staffUserId('dana'), 'VP Partnerships'),
    { userId: stranger.id, name: stranger.realName, role: 'Stranger', company: strangersTeam.name },
  ];
  const named = new Set(first.map((person) => person.userId));
  return { first, others: everybody.filter((person) => !named.has(person.userId)) };
}

function staffPersona(member: (typeof staff)[number]): Persona {
  return { userId: staffUserId(member.key), name: member.name, role: member.title, company: 'Lumenforge' };
}

const roleWords = { partner_admin: 'Admin', partner_member: 'Seller', partner_exec: 'Executive' } as const;

function personaOf(company: string, person: ReturnType<typeof peopleOf>[number]): Persona {
  return { userId: person.userId, name: person.name, role: roleWords[person.role], company };
}

/** Which partner a channel, company or person of the fixtures belongs to, as the app names it: `P-0016`. */
export function partnerIdOf(slackId: string): string | null {
  const found = /^[CTU]P(\d{3})/.exec(slackId);
  return found?.[1] === undefined ? null : `P-0${found[1]}`;
}

/** The partners of the fixtures with their countries. */
export function partnerRows(): readonly { id: string; country: string }[] {
  return parseSource(readPartnersFile());
}
