import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSlice, withFeature, withRow } from '../../tools/new-feature.ts';
import { sliceTree, slugsIn } from '../../tools/where.ts';
import { checkExports } from '../architecture/rules/exports.ts';
import { checkIds, checkOwnSlug } from '../architecture/rules/ids.ts';
import { checkImports } from '../architecture/rules/imports.ts';
import { checkJobs } from '../architecture/rules/jobs.ts';
import { checkLengths, checkNames } from '../architecture/rules/names.ts';
import { checkOwners } from '../architecture/rules/owners.ts';
import { checkFeatureSlugs, checkSlices } from '../architecture/rules/slices.ts';
import { checkModuleState } from '../architecture/rules/state.ts';
import { checkBareTexts } from '../architecture/rules/texts.ts';
import { checkTime } from '../architecture/rules/time.ts';
import { readTree } from '../architecture/tree.ts';

const list = `import type { Feature } from '#core/feature.ts';
import { createFeature as createDeals } from './deals/feature.ts';

export function createFeatures(ctx: FeatureContext): readonly Feature[] {
  return [
    createDeals(ctx),
  ];
}
`;

/** A project of one feature, made by the tool itself. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'drumbeat-slice-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'src/features'), { recursive: true });
  writeFileSync(join(root, 'src/features/index.ts'), list.replaceAll('deals', 'quotes').replaceAll('Deals', 'Quotes'));
  createSlice(root, 'deals');
  writeFileSync(join(root, 'src/features/index.ts'), list);
  return root;
}

describe('npm run new:feature', () => {
  test('makes a slice in four roots that keeps every rule of the house', () => {
    const root = project();
    createSlice(root, 'joint-plans');
    const files = readTree(root);
    const rules = [
      checkImports,
      checkOwners,
      checkSlices,
      checkFeatureSlugs,
      checkIds,
      checkOwnSlug,
      checkJobs,
      checkTime,
    ];
    const more = [checkExports, checkNames, checkLengths, checkModuleState, checkBareTexts];
    expect([...rules, ...more].flatMap((rule) => rule(files))).toEqual([]);
    expect(readFileSync(join(root, 'src/features/index.ts'), 'utf8')).toContain('createJointPlans(ctx)');
  });

  test('adds to the real list of features', () => {
    const longer = withFeature(readFileSync('src/features/index.ts', 'utf8'), 'joint-plans');
    expect(longer).toContain("import { createFeature as createJointPlans } from './joint-plans/feature.ts';");
    expect(longer).toMatch(/list: \[[^\]]*,\s+createJointPlans\(ctx\),\s+\.\.\.moreFeatures/);
  });

  test('adds to a list on one line, or of parts of features', () => {
    expect(withFeature(list.replace('[\n    createDeals(ctx),\n  ]', '[createDeals(base)]'), 'x')).toContain(
      '[createDeals(base), createX(base)]',
    );
    const parts = list
      .replace('createDeals(ctx)', 'deals.feature')
      .replace('return', 'const deals = createDeals(ctx);\n  return');
    expect(withFeature(parts, 'x')).toContain('    deals.feature,\n    createX(ctx),\n');
  });

  test('adds a row of equal width to the feature table of the README', () => {
    const readme = '## Features\n| a | b | c |\n|---|---|---|\n| `deals` | x | y |\n\n## Recipes\n| `z` | |\n';
    expect(withRow(readme, 'quotes')).toContain('| `deals` | x | y |\n| `quotes` | TODO | TODO |\n\n## Recipes');
    expect(withRow('nothing', 'quotes')).toBe('nothing');
  });

  test.each(['', 'Deals', 'deals_2', '../deals', 'deals-', 'kit', 'deals'])('refuses the slug "%s"', (slug) => {
    const root = project();
    const before = readTree(root).map((file) => file.text);
    expect(() => createSlice(root, slug)).toThrow(/slug|exists/);
    expect(readTree(root).map((file) => file.text)).toEqual(before);
  });

  test('changes nothing when it cannot read the list', () => {
    const root = project();
    writeFileSync(join(root, 'src/features/index.ts'), 'export const nothing = [];\n');
    expect(() => createSlice(root, 'quotes')).toThrow('holds no list');
    expect(slugsIn(root)).toEqual(['deals']);
  });
});

describe('npm run where', () => {
  test('prints the four roots of a slice with what each file says first', () => {
    const root = project();
    const lines = sliceTree(root, 'deals');
    expect(lines.filter((line) => line.endsWith('/'))).toEqual([
      'src/features/deals/',
      'blocks/deals/',
      'jobs/deals/',
      'test/features/deals/',
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}sweep-due\.ts +Every minute: handles what is due/));
  });

  test('has nothing to print for a slug that does not exist', () => {
    expect(sliceTree(project(), 'quotes')).toEqual([]);
  });
});
