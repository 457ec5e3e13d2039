import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { homeTeam } from '#sandbox/app.ts';
import type { TestApp } from './app.ts';

export interface TestPartner {
  /** `P101`: becomes partner P-0101, company TP101, channel CP101, people UP101A (admin) and UP101S (seller). */
  ref: string;
  tier?: 'strategic' | 'core' | 'emerging';
  status?: string;
  zone?: string;
  country?: string;
  language?: 'en' | 'de';
  name?: string;
  launchOn?: string;
  /** The seller stands in the file, too, as a contact who is no admin. */
  knowsSeller?: boolean;
}

export const staffPerson = { priya: 'UPRIYA', tomas: 'UTOMAS', mei: 'UMEI', ines: 'UINES', greta: 'UGRETA' } as const;

const staffCsv = [
  'key,name,teamId,userId,roles,timeZone',
  `priya,Priya Nair,${homeTeam.id},${staffPerson.priya},partner_manager,America/New_York`,
  `tomas,Tomas Lindqvist,${homeTeam.id},${staffPerson.tomas},partner_manager,Europe/Berlin`,
  `mei,Mei Tanaka,${homeTeam.id},${staffPerson.mei},partner_manager,Asia/Singapore`,
  `ines,Ines Okafor,${homeTeam.id},${staffPerson.ines},partner_ops;deal_approver,Europe/Berlin`,
  `greta,Greta Halloran,${homeTeam.id},${staffPerson.greta},leadership,America/New_York`,
].join('\n');

export const partnerIdOf = (partner: TestPartner): string => `P-0${partner.ref.slice(1)}`;
export const teamOf = (partner: TestPartner): string => `T${partner.ref}`;
export const channelOf = (partner: TestPartner): string => `C${partner.ref}`;
export const adminOf = (partner: TestPartner): string => `U${partner.ref}A`;
export const sellerOf = (partner: TestPartner): string => `U${partner.ref}S`;
export const nameOf = (partner: TestPartner): string => partner.name ?? `Company ${partner.ref}`;

/** Companies, people and shared channels in the sandbox; the vendor's staff are in every channel. */
export function partnerWorld(partners: readonly TestPartner[]): (slack: SandboxSlack) => void {
  return (slack) => {
    for (const [key, id] of Object.entries(staffPerson)) slack.world.addUser({ id, teamId: homeTeam.id, name: key });
    for (const partner of partners) {
      slack.world.addTeam({ id: teamOf(partner), name: nameOf(partner) });
      slack.world.addUser({ id: adminOf(partner), teamId: teamOf(partner), name: 'Anna Admin' });
      slack.world.addUser({ id: sellerOf(partner), teamId: teamOf(partner), name: 'Sam Seller' });
      slack.world.addChannel({
        id: channelOf(partner),
        name: `${homeTeam.name}-${partner.ref}`.toLowerCase(),
        teams: [teamOf(partner)],
        members: [slack.world.botUserId, ...Object.values(staffPerson), adminOf(partner), sellerOf(partner)],
      });
    }
  };
}

function contactsOf(partner: TestPartner): string {
  const anna = `Anna Admin|partner_admin|${teamOf(partner)}|${adminOf(partner)}|lead`;
  const sam = `Sam Seller|partner_member|${teamOf(partner)}|${sellerOf(partner)}`;
  return partner.knowsSeller ? `${anna};${sam}` : anna;
}

function partnerCsv(partners: readonly TestPartner[]): string {
  const header =
    'externalRef,legalName,domains,primaryType,tier,status,countries,timeZone,currency,language,pm,backup,contacts,slackTeamIds,channel,launchOn';
  const rows = partners.map((partner) =>
    [
      partner.ref,
      nameOf(partner),
      `${partner.ref.toLowerCase()}.example`,
      'reseller',
      partner.tier ?? 'emerging',
      partner.status ?? 'active',
      partner.country ?? 'GB',
      partner.zone ?? 'Europe/London',
      'EUR',
      partner.language ?? 'en',
      'priya',
      'tomas',
      contactsOf(partner),
      teamOf(partner),
      channelOf(partner),
      partner.launchOn ?? '2026-01-05',
    ].join(','),
  );
  return [header, ...rows].join('\n');
}

/** Imports staff and partners, and lets Slack's answer on each channel's companies stand as known. */
export async function seedPartners(test: TestApp, partners: readonly TestPartner[]): Promise<void> {
  const { directory } = test.app.features.bySlug;
  const operator = { kind: 'operator', name: 'test' } as const;
  const order = { mode: 'apply', skipBad: false, actor: operator } as const;
  const staff = await directory.importStaff({ ...order, text: staffCsv });
  const imported = await directory.importPartners({ ...order, text: partnerCsv(partners) });
  if (!staff.applied || !imported.applied)
    throw new Error(`the test partners were refused: ${JSON.stringify([staff.bad, imported.bad])}`);
  for (const partner of partners) {
    await test.database
      .collection('partner_channels')
      .updateOne(
        { channelId: channelOf(partner) },
        { $set: { teamIds: [teamOf(partner)], companiesCheckedAt: test.clock.now() } },
      );
  }
}
