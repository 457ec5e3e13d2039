import type { MethodTable } from './method.ts';
import { Refusal } from '../refusal.ts';

export const authMethods: MethodTable = {
  'auth.test': {
    tier: 'special',
    scopes: [],
    run({ state }) {
      const { homeTeamId, botId, botUserId } = state.app;
      const team = state.teams.get(homeTeamId);
      return {
        url: `https://${team?.domain}.slack.com/`,
        team: team?.name,
        user: state.users.get(botUserId)?.name,
        team_id: homeTeamId,
        user_id: botUserId,
        bot_id: botId,
        is_enterprise_install: false,
      };
    },
  },
  'apps.connections.open': {
    tier: 3, // the sources disagree (T1 or T3); a refused reconnect would hide the fault under test §3
    scopes: [],
    token: 'app',
    run({ addresses, socketMode }) {
      if (!addresses.socket) throw new Refusal('internal_error', 'this sandbox does not listen: call listen()');
      return { url: `${addresses.socket}?ticket=${socketMode.issueTicket()}` };
    },
  },
};
