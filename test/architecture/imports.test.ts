import { describe, expect, test } from 'vitest';
import { checkImports } from './rules/imports.ts';
import { readTree, treeOf } from './tree.ts';

const planted: readonly (readonly [string, string, string])[] = [
  ['core knows no platform', 'src/core/clock.ts', "import { connectMongo } from '#platform/mongo.ts';"],
  [
    'platform knows no feature',
    'src/platform/inbox.ts',
    "import type { PartnerCard } from '#features/directory/public.ts';",
  ],
  ['platform knows no blocks', 'src/platform/inbox.ts', "import { section } from '#blocks/kit/elements.ts';"],
  ['rules are pure', 'src/features/deals/rules.ts', "import { createDealStore } from './store.ts';"],
  ['rules know no database', 'src/features/deals/rules.ts', "import { modelOf } from '#platform/mongo.ts';"],
  ['a store knows no service', 'src/features/deals/store.ts', "import { createDealService } from './service.ts';"],
  ['a service never meets blocks', 'src/features/deals/service.ts', "import { card } from '#blocks/deals/card.ts';"],
  ['nor in a part of it', 'src/features/deals/service/approve.ts', "import { card } from '#blocks/deals/card.ts';"],
  ['a service knows no platform', 'src/features/deals/service.ts', "import { sessionOf } from '#platform/mongo.ts';"],
  [
    'blocks never meet a service',
    'blocks/deals/card.ts',
    "import type { DealService } from '#features/deals/service.ts';",
  ],
  ['blocks know no other slug', 'blocks/deals/card.ts', "import { ids } from '#blocks/check-ins/ids.ts';"],
  [
    'blocks know no schemas of others',
    'blocks/deals/card.ts',
    "import type { X } from '#features/program/schemas.ts';",
  ],
  ['the kit knows no slug', 'blocks/kit/elements.ts', "import { ids } from '#blocks/deals/ids.ts';"],
  ['handlers do not query', 'src/features/deals/handlers.ts', "import { createDealStore } from './store.ts';"],
  ['a job does not render', 'jobs/deals/sweep-expiry.ts', "import { card } from '#blocks/deals/card.ts';"],
  ['a job serves its own feature', 'jobs/deals/sweep-expiry.ts', "import { x } from '#features/check-ins/service.ts';"],
  [
    'other features only by public.ts',
    'src/features/deals/service.ts',
    "import { x } from '#features/directory/store.ts';",
  ],
  [
    'and only pairs on the list',
    'src/features/deals/service.ts',
    "import type { X } from '#features/check-ins/public.ts';",
  ],
  [
    'feature.ts takes types of the database only',
    'src/features/deals/feature.ts',
    "import { modelOf } from '#platform/mongo.ts';",
  ],
  ['nothing shipped imports the sandbox', 'src/app.ts', "import { startSlack } from '#sandbox/slack/start.ts';"],
  ['nor tests', 'jobs/deals/sweep-expiry.ts', "export { testClock } from '#test/kit/clock.ts';"],
  ['nor by a late import', 'src/main.ts', "const kit = await import('#test/kit/clock.ts');"],
  ['the sandbox imports no test', 'sandbox/run-app.ts', "import { testClock } from '#test/kit/clock.ts';"],
  ['an import has its real ending', 'src/core/clock.ts', "import { AppError } from './errors';"],
];

describe('who may import whom', () => {
  test('holds in the whole tree', () => {
    expect(checkImports(readTree('.'))).toEqual([]);
  });

  test.each(planted)('%s', (_rule, path, text) => {
    expect(checkImports(treeOf({ [path]: text }))).toEqual([expect.stringContaining(path)]);
  });

  test('rules cannot reach the store by way of a file that states no layer', () => {
    const files = treeOf({
      'src/features/deals/rules.ts': "import { card } from './cards.ts';",
      'src/features/deals/cards.ts': "import { rows } from './rows.ts';",
      'src/features/deals/rows.ts': "import { createDealStore } from './store.ts';",
    });
    expect(checkImports(files)).toEqual([expect.stringContaining('src/features/deals/rules.ts')]);
  });

  test('a file that states no layer and uses the store is bound like a service', () => {
    const files = treeOf({
      'src/features/deals/cards.ts': "import { find } from './store.ts'; import { card } from '#blocks/deals/card.ts';",
    });
    expect(checkImports(files)).toEqual([expect.stringContaining('service of deals must not import blocks')]);
  });

  test('leaves alone what the table allows', () => {
    const allowed = treeOf({
      'src/features/deals/feature.ts':
        "import type { ModelDeclaration } from '#platform/mongo.ts'; import { card } from '#blocks/deals/card.ts';",
      'src/features/deals/service.ts':
        "import type { DirectoryPublic } from '#features/directory/public.ts'; import { due } from './rules.ts';",
      'src/features/deals/outcome-store.ts': "import { modelOf } from '#platform/mongo.ts';",
      'blocks/deals/card.ts': "import type { Deal } from '#features/deals/schemas.ts'; import { ids } from './ids.ts';",
      'src/app.ts':
        "import { createInbox } from '#platform/inbox.ts'; import { createFeatures } from './features/index.ts';",
      'sandbox/run-app.ts': "import { createApp } from '#app/app.ts';",
    });
    expect(checkImports(allowed)).toEqual([]);
  });
});
