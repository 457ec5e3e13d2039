import type { Json } from '../json.ts';
import { isExternal, isStranger, type SlackState, type User } from '../state.ts';

export interface UserView {
  locale: boolean;
  email: boolean;
}

/** users.info: whole for people of the home team, reduced for externals. slack.md §1.2 */
export function userObject(state: SlackState, user: User, view: UserView): Json {
  return isExternal(state, user) ? externalUser(state, user) : homeUser(state, user, view);
}

function homeUser(state: SlackState, user: User, view: UserView): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    ...(user.deleted ? {} : { real_name: user.realName, tz: user.tz }),
    profile: { ...profile(user), ...(view.email && user.email ? { email: user.email } : {}) },
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: user.id === state.app.botUserId,
    updated: Math.floor(user.updatedAt.getTime() / 1000),
    is_email_confirmed: true,
    ...(view.locale ? { locale: user.locale } : {}),
  };
}

function externalUser(state: SlackState, user: User): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    profile: profile(user), // no email, no locale §1.2
    is_stranger: isStranger(state, user),
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: Math.floor(user.updatedAt.getTime() / 1000),
  };
}

function profile(user: User): Json {
  return {
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    team: user.teamId,
  };
}
