import { userObject } from '../shapes/user.ts';
import { isExternal } from '../state.ts';
import type { MethodTable } from './method.ts';
import { page } from './paging.ts';
import { knownUser } from './places.ts';

export const userMethods: MethodTable = {
  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    run(core, args) {
      const email = core.manifest.scopes.has('users:read.email');
      const view = { locale: args.flag('include_locale'), email };
      return { user: userObject(core.state, knownUser(core, args.required('user')), view) };
    },
  },
  'users.list': {
    tier: 2,
    scopes: ['users:read'],
    run(core, args) {
      // Externals are not in users.list §1.2
      const home = [...core.state.users.values()].filter((user) => !isExternal(core.state, user));
      const { items, nextCursor } = page(home, args, { standard: 200, max: 1000 });
      const view = { locale: args.flag('include_locale'), email: core.manifest.scopes.has('users:read.email') };
      return {
        members: items.map((user) => userObject(core.state, user, view)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'bots.info': {
    tier: 3,
    scopes: ['users:read'],
    run({ state }, args) {
      const { botId, appId, botUserId, name } = state.app;
      const asked = args.text('bot') ?? botId;
      const stranger = {
        id: asked,
        deleted: false,
        name: 'other app',
        app_id: 'A0OTHER',
        user_id: `U${asked.slice(1)}`,
      };
      return {
        bot: asked === botId ? { id: botId, deleted: false, name, app_id: appId, user_id: botUserId } : stranger,
      };
    },
  },
};
