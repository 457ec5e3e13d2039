/** Files of a new slice, path from the root → text: small, but whole and working. */
export function sliceFiles(slug: string): Readonly<Record<string, string>> {
  const name = pascalCase(slug);
  return {
    [`src/features/${slug}/feature.ts`]: featureFile(slug, name),
    [`src/features/${slug}/schemas.ts`]: schemasFile(name),
    [`src/features/${slug}/rules.ts`]: rulesFile(name),
    [`src/features/${slug}/service.ts`]: serviceFile(name),
    [`blocks/${slug}/texts.en.ts`]: englishFile(),
    [`blocks/${slug}/texts.de.ts`]: germanFile(),
    [`blocks/${slug}/texts.ts`]: textsFile(),
    [`jobs/${slug}/sweep-due.ts`]: jobFile(slug, name),
    [`test/features/${slug}/${slug}.rules.test.ts`]: testFile(slug),
  };
}

/** `check-ins` → `CheckIns` */
export function pascalCase(slug: string): string {
  return slug.replace(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}

function featureFile(slug: string, name: string): string {
  return `import { errorTexts } from '#blocks/${slug}/texts.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import { createSweepDue } from '#jobs/${slug}/sweep-due.ts';
import { rights } from './rules.ts';
import { create${name}Service } from './service.ts';

/**
 * ${name}: TODO what it is, in one line.
 * For TODO whom.
 * Promises: TODO what never happens twice, never gets lost, is never shown to whom.
 */
export function createFeature(ctx: FeatureContext): Feature {
  const service = create${name}Service();
  return { slug: '${slug}', rights, jobs: [createSweepDue({ service, log: ctx.log })], errorTexts };
}
`;
}

function schemasFile(name: string): string {
  return `import { z } from 'zod';

export const ${name}Item = z.object({
  id: z.string(),
  /** \`P-0001\` */
  partnerId: z.string(),
  dueAt: z.date(),
});
export type ${name}Item = z.infer<typeof ${name}Item>;
`;
}

function rulesFile(name: string): string {
  return `import type { Rights } from '#core/rights.ts';
import type { ${name}Item } from './schemas.ts';

/** Verb → who may (design §7). */
export const rights = {
  listDue: ['job', 'operator'],
} as const satisfies Rights;

/** Due from its very instant on. */
export function isDue(item: Pick<${name}Item, 'dueAt'>, now: Date): boolean {
  return item.dueAt.getTime() <= now.getTime();
}
`;
}

function serviceFile(name: string): string {
  return `import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import { isDue, rights } from './rules.ts';
import type { ${name}Item } from './schemas.ts';

export type ${name}Service = ReturnType<typeof create${name}Service>;

/** TODO take { store, clock, inOneWrite } once there is something to keep. */
export function create${name}Service() {
  const items: readonly ${name}Item[] = [];
  return {
    /** What is due by \`now\`. Throws AppError(forbidden). */
    async listDue({ actor, now }: { actor: Actor; now: Date }): Promise<readonly ${name}Item[]> {
      requireRight(rights, 'listDue', actor);
      return items.filter((item) => isDue(item, now));
    },
  };
}
`;
}

function englishFile(): string {
  return `import type { ErrorText } from '#core/language.ts';

export const en = {
  errors: {
    not_found: () => 'Not found. Nothing was changed.',
  } satisfies Record<string, ErrorText>,
};

export type Texts = typeof en;
`;
}

function germanFile(): string {
  return `import type { Texts } from './texts.en.ts';

export const de: Texts = {
  errors: {
    not_found: () => 'Nicht gefunden. Es wurde nichts geändert.',
  },
};
`;
}

function textsFile(): string {
  return `import type { ErrorTexts } from '#core/language.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };
`;
}

function jobFile(slug: string, name: string): string {
  return `import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { ${name}Service } from '#features/${slug}/service.ts';

/**
 * Every minute: handles what is due, item by item.
 * Safe to repeat: TODO each item is claimed by a conditional write before it is handled.
 */
export function createSweepDue(deps: { service: ${name}Service; log: Log }): Job {
  const name = '${slug}.sweep-due';
  return defineJob({
    name: '${slug}.sweep-due',
    everyMs: 60_000,
    payload: z.object({}),
    async run(_payload, { now }) {
      const due = await deps.service.listDue({ actor: { kind: 'job', name }, now });
      return handleEach(due, async (item) => \`\${item.id} is due\`, { log: deps.log, setAside: async () => undefined });
    },
  });
}
`;
}

function testFile(slug: string): string {
  return `import { describe, expect, test } from 'vitest';
import { isDue } from '#features/${slug}/rules.ts';

describe('${slug}', () => {
  test('are due from their very instant on', () => {
    const dueAt = new Date('2026-11-16T09:00:00Z');
    expect(isDue({ dueAt }, new Date('2026-11-16T08:59:59.999Z'))).toBe(false);
    expect(isDue({ dueAt }, dueAt)).toBe(true);
  });
});
`;
}
