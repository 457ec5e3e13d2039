import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { WebClient } from '@slack/web-api';
import { AppError } from '#core/errors.ts';
import type { Log } from '#core/log-fields.ts';
import { defineModel, modelOf } from './mongo.ts';
import { slackFailureOf } from './slack-errors.ts';

export interface Installation {
  homeTeamId: string;
  botId: string;
  botUserId: string;
  /** Granted to the app; empty: Slack has not said. */
  scopes: readonly string[];
}

interface InstallationRow extends Installation {
  _id: string;
}

export const installationModel = defineModel<InstallationRow>(
  'installations',
  new Schema<InstallationRow>({
    _id: { type: String, required: true },
    homeTeamId: { type: String, required: true },
    botId: { type: String, required: true },
    botUserId: { type: String, required: true },
    scopes: { type: [String], default: [] },
  }),
);

/**
 * Who we are in Slack. The home team is kept in the database and a different one is refused (design §6.6); while Slack is
 * down, what was stored is enough to start. Throws AppError(rejected, core.other_home_team | core.slack_credentials).
 */
export async function readInstallation(deps: {
  connection: Connection;
  client: WebClient;
  log: Log;
}): Promise<Installation> {
  const installations = modelOf(deps.connection, installationModel);
  const stored = await installations.findById('home').lean<InstallationRow>();
  let found: Installation;
  try {
    const answer = await deps.client.auth.test();
    const scopes = answer.response_metadata?.scopes ?? [];
    found = { homeTeamId: answer.team_id ?? '', botId: answer.bot_id ?? '', botUserId: answer.user_id ?? '', scopes };
  } catch (thrown) {
    const failure = slackFailureOf(thrown);
    if (failure.kind === 'refused' || ('reason' in failure && failure.reason.endsWith('_auth'))) {
      throw new AppError({ kind: 'rejected', code: 'core.slack_credentials', cause: thrown });
    }
    if (!stored) throw new AppError({ kind: 'unavailable', code: 'core.slack_unavailable', cause: thrown });
    deps.log.warn({ err: thrown, event: 'start' }, 'Slack does not answer; starting with the stored installation');
    return { ...stored, scopes: stored.scopes ?? [] };
  }
  if (stored && stored.homeTeamId !== found.homeTeamId) {
    throw new AppError({
      kind: 'rejected',
      code: 'core.other_home_team',
      details: { stored: stored.homeTeamId, found: found.homeTeamId },
    });
  }
  await installations.updateOne({ _id: 'home' }, { $set: found }, { upsert: true });
  return found;
}
