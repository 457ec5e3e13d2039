import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkBareTexts, checkCatalogues, checkErrorTexts, coreCatalogue } from './rules/texts.ts';
import type { CataloguePair } from './rules/texts.ts';
import { readTree, treeOf } from './tree.ts';
import type { SourceFile } from './tree.ts';

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(resolve(path)).href)) as Readonly<Record<string, unknown>>;
}

async function cataloguesOf(files: readonly SourceFile[]): Promise<readonly CataloguePair[]> {
  const paths = new Set(files.map((file) => file.path));
  const slugs = [...paths].flatMap((path) => /^blocks\/([^/]+)\/texts\.(en|de)\.ts$/.exec(path)?.[1] ?? []);
  const edges = (await load(coreCatalogue))['platformTexts'] as Omit<CataloguePair, 'slug'>;
  const features = await Promise.all(
    [...new Set(slugs)].map(async (slug) => {
      const [en, de] = ['en', 'de'].map((language) => `blocks/${slug}/texts.${language}.ts`);
      const read = async (path = ''): Promise<Readonly<Record<string, unknown>>> => (paths.has(path) ? load(path) : {});
      return { slug, en: await read(en), de: await read(de) };
    }),
  );
  return [{ slug: 'core', ...edges }, ...features];
}

const pair = (en: object, de: object): readonly CataloguePair[] => [{ slug: 'deals', en: { en }, de: { de } }];
const failing = treeOf({ 'src/features/deals/errors.ts': "fail({ kind: 'conflict', code: 'deals.closed' });" });

describe('texts', () => {
  test('say the same in both languages', async () => {
    expect(checkCatalogues(await cataloguesOf(readTree('.')))).toEqual([]);
  });

  test('exist for every error code in both languages', async () => {
    const files = readTree('.');
    expect(checkErrorTexts(files, await cataloguesOf(files))).toEqual([]);
  });

  test('stand in catalogues only', () => {
    expect(checkBareTexts(readTree('.'))).toEqual([]);
  });

  test.each([
    ['a key without German', { title: 'Deal', form: { by: 'By' } }, { title: 'Geschäft', form: {} }],
    ['a key without English', {}, { title: 'Geschäft' }],
    ['a lost placeholder', { due: 'Due {date}' }, { due: 'Fällig' }],
    ['a lost value', { due: ({ on }: { on: string }) => `Due ${on}` }, { due: () => 'Fällig' }],
    ['another field', { due: (p: { on: string }) => `Due ${p.on}` }, { due: (p: { at: string }) => `Fällig ${p.at}` }],
    ['a text against a function', { due: 'Due' }, { due: (on: string) => `Fällig ${on}` }],
    ['a sentence that nobody translated', { due: 'It is due today' }, { due: 'It is due today' }],
  ])('%s is found', (_name, en, de) => {
    expect(checkCatalogues(pair(en, de))).toHaveLength(1);
  });

  test('the same values in another order, under other names, pass', () => {
    const en = {
      due: ({ on, by }: { on: string; by: string }) => `${by}, due ${on}`,
      count: (n: number) => `${n} deals`,
    };
    const de = {
      due: (p: { on: string; by: string }) => `Fällig ${p.on}: ${p.by}`,
      count: (zahl: number) => `${zahl} Geschäfte`,
    };
    expect(checkCatalogues(pair({ count: en.count }, { count: de.count }))).toEqual([]);
  });

  test('texts for staff may be taken over from English as they are', () => {
    const staff = { title: 'Look at the settings' };
    expect(checkCatalogues(pair({ staff }, { staff }))).toEqual([]);
    expect(checkCatalogues(pair({ staff }, { staff: { ...staff } }))).toHaveLength(1);
  });

  test('an error without its words is found, one per language', () => {
    expect(checkErrorTexts(failing, [])).toHaveLength(2);
    expect(checkErrorTexts(failing, pair({ errors: { closed: 'It is closed.' } }, {}))).toHaveLength(1);
    const both = [{ slug: 'deals', en: { errors: { closed: 'Closed.' } }, de: { de: { errors: { closed: 'Zu.' } } } }];
    expect(checkErrorTexts(failing, both)).toEqual([]);
  });

  test('an error made by a function of errors.ts is looked for, too', () => {
    const text = "import { conflict } from '../errors.ts'; throw conflict('already_closed');";
    const found = checkErrorTexts(treeOf({ 'src/features/deals/service/close.ts': text }), []);
    expect(found).toEqual([
      expect.stringContaining('deals.already_closed'),
      expect.stringContaining('deals.already_closed'),
    ]);
  });

  test('a bug needs no words of its own', () => {
    expect(
      checkErrorTexts(treeOf({ 'src/platform/inbox.ts': "fail({ kind: 'bug', code: 'core.odd' });" }), []),
    ).toEqual([]);
  });

  test('words outside a catalogue are found', () => {
    expect(checkBareTexts(treeOf({ 'blocks/deals/card.ts': "header('Your deals today');" }))).toHaveLength(1);
    expect(checkBareTexts(treeOf({ 'blocks/deals/card.ts': 'header(`${n} open deals`);' }))).toHaveLength(1);
    expect(
      checkBareTexts(treeOf({ 'blocks/deals/texts.en.ts': "export const en = { title: 'Your deals' };" })),
    ).toEqual([]);
  });
});
