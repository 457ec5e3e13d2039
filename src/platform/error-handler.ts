import { createHash } from 'node:crypto';
import type { Actor } from '#core/actor.ts';
import { AppError, toAppError } from '#core/errors.ts';
import type { Reader } from '#core/interaction.ts';
import type { ErrorTexts, Language } from '#core/language.ts';
import type { Log } from '#core/log-fields.ts';
import type { Delivery } from './inbox/inbox.ts';
import { isDatabaseAway } from './mongo.ts';
import { platformTexts } from './texts.ts';

export interface ToldError {
  error: AppError;
  /** In the reader's language: what happened, what was kept, what to do. */
  text: string;
}

/** The one place that turns a failed request into words, a log line and the end of its delivery (design §5). */
export function createErrorHandler(deps: { errorTexts: ReadonlyMap<string, ErrorTexts>; log: Log }) {
  function textOf(error: AppError, language: Language, reference: string): string {
    const [slug = '', ...rest] = error.code.split('.');
    const reason = rest.join('.');
    const own =
      slug === 'core' ? platformTexts[language].errors[reason] : deps.errorTexts.get(slug)?.[language][reason];
    const text = own ?? platformTexts[language].errors[error.kind] ?? platformTexts[language].errors['bug'];
    return text?.({ ...error.params, reference }) ?? reference;
  }

  return {
    /** `surface` names where it happened; the delivery ends as the kind demands. */
    handle(thrown: unknown, about: { delivery: Delivery; reader: Reader; actor: Actor; surface: string }): ToldError {
      const error = isDatabaseAway(thrown)
        ? new AppError({ kind: 'unavailable', code: 'core.unavailable', cause: thrown })
        : toAppError(thrown);
      const reference = createHash('sha256').update(about.delivery.key).digest('hex').slice(0, 8).toUpperCase();
      const fields = {
        event: about.surface,
        deliveryKey: about.delivery.key,
        kind: error.kind,
        code: error.code,
        reference,
        userId: 'person' in about.actor ? (about.actor.person?.userId ?? '') : '',
      };
      about.delivery.reason = error.code;
      if (error.kind === 'bug') {
        about.delivery.result = 'failed';
        deps.log.error({ ...fields, err: error.cause ?? error, details: error.details }, 'a request failed');
      } else if (error.kind === 'unavailable' && error.code !== 'core.trigger_expired') {
        about.delivery.result = 'retry';
        deps.log.warn({ ...fields, err: error.cause ?? error }, 'a request will be tried again');
      } else {
        deps.log.info(fields, 'a request was refused');
      }
      return { error, text: textOf(error, about.reader.language, reference) };
    },
    textOf,
  };
}

export type ErrorHandler = ReturnType<typeof createErrorHandler>;
