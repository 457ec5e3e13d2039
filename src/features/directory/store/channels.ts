import type { Connection, QueryFilter } from 'mongoose';
import type { SlackPerson } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { channelModel, teamLinkModel } from '../model.ts';
import { Channel, TeamLink } from '../schemas.ts';
import { insertUnique, parseDocument, within } from './documents.ts';

export function createChannelStore(connection: Connection) {
  const channels = modelOf(connection, channelModel);
  const teams = modelOf(connection, teamLinkModel);
  const parse = (document: unknown): Channel => parseDocument(Channel, 'partner_channels', document);
  const parseLink = (document: unknown): TeamLink => parseDocument(TeamLink, 'partner_teams', document);

  return {
    async findChannel(channelId: string, write?: Write): Promise<Channel | null> {
      const found = await channels.findOne({ channelId }).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    async findChannelByHubKey(hubKey: string, write: Write): Promise<Channel | null> {
      const found = await channels.findOne({ hubKey }).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    async findMainChannel(partnerId: string, write?: Write): Promise<Channel | null> {
      const found = await channels.findOne({ partnerId, isMain: true }).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    async listChannelsOf(partnerId: string, write?: Write): Promise<Channel[]> {
      const found = await channels.find({ partnerId }).sort({ channelId: 1 }).session(within(write)).lean();
      return found.map(parse);
    },

    async listConnectedChannels(): Promise<Channel[]> {
      return (await channels.find({ state: 'connected' }).sort({ channelId: 1 }).lean()).map(parse);
    },

    /** Connected channels whose companies were never checked or whose hub message was lost, and all archived ones. */
    async listUnsettledChannels(): Promise<Channel[]> {
      const isUnsettled = [{ companiesCheckedAt: null }, { hubShown: null, hubKey: { $ne: null } }];
      const filter: QueryFilter<Channel> = { $or: [{ state: 'connected', $or: isUnsettled }, { state: 'archived' }] };
      return (await channels.find(filter).sort({ channelId: 1 }).lean()).map(parse);
    },

    async listAllChannels(): Promise<Channel[]> {
      return (await channels.find({}).sort({ channelId: 1 }).lean()).map(parse);
    },

    async insertChannel(channel: Channel, write: Write): Promise<void> {
      await insertUnique(channels.create([Channel.parse(channel)], { session: sessionOf(write) }));
    },

    /** Sets fields where `expected` still holds; null when it does not. */
    async updateChannel(
      channelId: string,
      fields: Partial<Channel>,
      write: Write,
      expected: Partial<Channel> = {},
    ): Promise<Channel | null> {
      const filter: QueryFilter<Channel> = { ...(expected as QueryFilter<Channel>), channelId };
      const updated = await channels
        .findOneAndUpdate(filter, { $set: fields }, { returnDocument: 'after', session: sessionOf(write) })
        .lean();
      return updated ? parse(updated) : null;
    },

    /** Channels in which the partner was asked to press and has not, and nobody was told yet. */
    async listUnconfirmedChannels(): Promise<Channel[]> {
      const filter: QueryFilter<Channel> = {
        sightAskedAt: { $ne: null },
        confirmedAt: null,
        unconfirmedToldAt: null,
        state: 'connected',
      };
      return (await channels.find(filter).sort({ channelId: 1 }).lean()).map(parse);
    },

    /** The partner that each of these Slack companies belongs to; unlinked ones are absent. */
    async findTeamLinks(teamIds: readonly string[], write?: Write): Promise<TeamLink[]> {
      const found = await teams
        .find({ teamId: { $in: [...teamIds] } })
        .session(within(write))
        .lean();
      return found.map(parseLink);
    },

    async listTeamLinks(partnerId?: string, write?: Write): Promise<TeamLink[]> {
      const filter = partnerId === undefined ? {} : { partnerId };
      return (await teams.find(filter).sort({ teamId: 1 }).session(within(write)).lean()).map(parseLink);
    },

    async insertTeamLink(link: TeamLink, write: Write): Promise<void> {
      await insertUnique(teams.create([TeamLink.parse(link)], { session: sessionOf(write) }));
    },

    /** The partner of a person's company; null for companies that we do not know. */
    async findPartnerIdOf(person: SlackPerson): Promise<string | null> {
      const found = await teams.findOne({ teamId: person.teamId }).lean();
      return found ? parseLink(found).partnerId : null;
    },
  };
}
