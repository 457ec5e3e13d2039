import { Refusal } from '../refusal.ts';
import type { MethodTable } from './method.ts';

export const teamMethods: MethodTable = {
  'team.info': {
    tier: 3,
    scopes: ['team:read'],
    run({ state }, args) {
      const asked = args.text('team') ?? state.app.homeTeamId;
      const team = state.teams.get(asked);
      const connected = [...state.channels.values()].some(
        (channel) => channel.teamIds.includes(asked) && channel.teamIds.includes(state.app.homeTeamId),
      );
      // Other companies show while a channel is shared with them.
      if (!team || (asked !== state.app.homeTeamId && !connected))
        throw new Refusal('team_not_found', 'team.info page');
      return { team: { id: team.id, name: team.name, domain: team.domain, is_verified: false, icon: {} } };
    },
  },
};
