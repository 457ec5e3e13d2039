import { AppError } from '#core/errors.ts';
import type { Feature, MessageKind } from '#core/feature.ts';
import type { IntentParams } from '#core/intent.ts';
import type { ErrorTexts } from '#core/language.ts';
import type { LineOf, MessageRegistry, OutcomePort } from '#core/ports.ts';

/** Every message that a feature can owe, by its full name (`check-ins.prompt`). */
function messageKindsOf(features: readonly Feature[]): ReadonlyMap<string, MessageKind> {
  return new Map(
    features.flatMap((feature) =>
      Object.entries(feature.messages ?? {}).map(([name, kind]) => [`${feature.slug}.${name}`, kind] as const),
    ),
  );
}

/** All features' renderers by full message name (`check-ins.prompt`). */
export function createMessageRegistry(features: readonly Feature[]): MessageRegistry {
  const kinds = messageKindsOf(features);
  const find = (message: string, params: IntentParams): { kind: MessageKind; checked: never } => {
    const kind = kinds.get(message);
    const parsed = kind?.params.safeParse(params);
    if (!kind || !parsed?.success) {
      throw new AppError({ kind: 'bug', code: 'core.bug', details: { message, issues: parsed?.error?.issues } });
    }
    return { kind, checked: parsed.data as never };
  };
  return {
    render(message, params, reader) {
      const { kind, checked } = find(message, params);
      return kind.render(checked, reader);
    },
    line(message, params, reader) {
      const { kind, checked } = find(message, params);
      return kind.line?.(checked, reader) ?? null;
    },
  };
}

/** The one-line forms of all features, assembled when first asked for. */
export function createLineOf(features: () => readonly Feature[]): LineOf {
  let kinds: ReadonlyMap<string, MessageKind> | null = null;
  return (message, params, reader) => {
    kinds ??= messageKindsOf(features());
    const kind = kinds.get(message);
    const parsed = kind?.params.safeParse(params);
    return kind?.line && parsed?.success ? kind.line(parsed.data as never, reader) : null;
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
