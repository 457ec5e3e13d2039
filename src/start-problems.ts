import { errorTexts as directoryTexts } from '#blocks/directory/texts.ts';
import { errorTexts as programTexts } from '#blocks/program/texts.ts';
import type { AppError } from '#core/errors.ts';
import type { ErrorTexts } from '#core/language.ts';
import { ConfigProblems } from '#platform/config.ts';
import { platformTexts } from '#platform/texts.ts';

const catalogues: Readonly<Record<string, Pick<ErrorTexts, 'en'>>> = {
  core: { en: platformTexts.en.errors },
  directory: directoryTexts,
  program: programTexts,
};

/** Why the process or a command did not run, and what to do, for whoever runs it. Holds no secret. */
export function operatorProblemText(error: AppError): string {
  if (error instanceof ConfigProblems) return settingsText(error);
  const [slug = ''] = error.code.split('.');
  const text = catalogues[slug]?.en[error.code.slice(slug.length + 1)];
  const missing = error.details['missing'];
  const list = Array.isArray(missing) ? `\nMissing: ${missing.join(', ')}` : '';
  return `${text?.({ ...error.params, reference: error.code }) ?? error.code}${list}`;
}

function settingsText(problems: ConfigProblems): string {
  return [
    'Drumbeat cannot start: these settings are missing or wrong. Nothing was started.',
    '',
    ...problems.lines.map((line) => `  ${line}`),
    '',
    'Copy .env.example to .env, fill it in, and start again: npm start reads .env by itself.',
    'No Slack workspace at hand? npm run demo needs no settings.',
  ].join('\n');
}
