import { AppError } from '#core/errors.ts';
import type { Feature, MessageKind } from '#core/feature.ts';
import type { ErrorTexts } from '#core/language.ts';
import type { MessageRegistry, OutcomePort } from '#core/ports.ts';

/** All features' renderers by full message name (`check-ins.prompt`). */
export function createMessageRegistry(features: readonly Feature[]): MessageRegistry {
  const kinds = new Map<string, MessageKind>(
    features.flatMap((feature) =>
      Object.entries(feature.messages ?? {}).map(([name, kind]) => [`${feature.slug}.${name}`, kind] as const),
    ),
  );
  return {
    render(message, params, reader) {
      const kind = kinds.get(message);
      const parsed = kind?.params.safeParse(params);
      if (!kind || !parsed?.success) {
        throw new AppError({ kind: 'bug', code: 'core.bug', details: { message, issues: parsed?.error?.issues } });
      }
      return kind.render(parsed.data as never, reader);
    },
  };
}

/** The owning feature is the slug in the message's name. */
export function createOutcomes(features: readonly Feature[]): OutcomePort {
  const bySlug = new Map(features.map((feature) => [feature.slug, feature]));
  return {
    async settle(outcome, write) {
      const slug = outcome.message.split('.')[0] ?? '';
      await bySlug.get(slug)?.onOutcome?.(outcome, write);
    },
  };
}

export function featureErrorTexts(features: readonly Feature[]): ReadonlyMap<string, ErrorTexts> {
  return new Map(
    features.flatMap((feature) => (feature.errorTexts ? [[feature.slug, feature.errorTexts] as const] : [])),
  );
}
