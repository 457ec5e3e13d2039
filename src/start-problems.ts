import type { AppError } from '#core/errors.ts';
import { ConfigProblems } from '#platform/config.ts';

/** Why the process did not start, and what to do, for whoever runs it. Holds no secret. */
export function startProblemText(error: AppError): string {
  if (error instanceof ConfigProblems) {
    return [
      'Drumbeat cannot start: these settings are missing or wrong.',
      '',
      ...error.lines.map((line) => `  ${line}`),
      '',
      'Copy .env.example to .env, fill it in, and run: node --env-file=.env src/main.ts (npm start reads .env by itself).',
      'No Slack workspace at hand? npm run demo needs no settings.',
    ].join('\n');
  }
  const details = error.details;
  switch (error.code) {
    case 'core.mongo_unreachable':
      return 'Drumbeat cannot start: MongoDB does not answer at MONGODB_URI. Start it, or correct the address.';
    case 'core.mongo_standalone':
      return 'Drumbeat cannot start: MongoDB must be a replica set (one member is enough), because every verb is a transaction. compose.yaml shows how.';
    case 'core.not_migrated':
      return `Drumbeat cannot start: the database is not up to date. Run: npm run migrate\nMissing: ${String(details['missing'])}`;
    case 'core.other_home_team':
      return 'Drumbeat cannot start: this database belongs to another Slack workspace than SLACK_BOT_TOKEN. Use the right token or another database.';
    case 'core.slack_credentials':
      return 'Drumbeat cannot start: Slack refuses SLACK_BOT_TOKEN. Reinstall the app and copy the token again.';
    case 'core.slack_unavailable':
      return 'Drumbeat cannot start: Slack does not answer, and this database has never seen it. Try again in a minute.';
    case 'core.ops_listen':
      return 'Drumbeat cannot start: OPS_HOST and OPS_PORT cannot be listened on. Choose another port.';
    default:
      return `Drumbeat cannot start: ${error.code}.`;
  }
}
