import { Visitor } from 'oxc-parser';
import type { SourceFile, Violations } from '../tree.ts';

const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const listPath = 'src/features/index.ts';

/** One slug, four roots (design.md §1): every slug's folders have a feature, and every feature is on the list. */
export function checkSlices(files: readonly SourceFile[]): Violations {
  const features = slugsUnder(files, 'src/features');
  const others = ['blocks', 'jobs', 'test/features'].flatMap((root) =>
    slugsUnder(files, root).map((slug) => ({ root, slug })),
  );
  const listed = listedSlugs(files);
  return [
    ...features.filter((slug) => !slugPattern.test(slug)).map((slug) => `src/features/${slug}: not a kebab-case slug`),
    ...features.filter((slug) => slug === 'kit').map(() => 'src/features/kit: this name belongs to blocks/kit'),
    ...features
      .filter((slug) => !files.some((file) => file.path === `src/features/${slug}/feature.ts`))
      .map((slug) => `src/features/${slug}: has no feature.ts`),
    ...features.filter((slug) => !listed.includes(slug)).map((slug) => `${listPath}: does not list ${slug}`),
    ...others
      .filter(({ root, slug }) => !features.includes(slug) && !(root === 'blocks' && slug === 'kit'))
      .map(({ root, slug }) => `${root}/${slug}: there is no src/features/${slug}`),
    ...strayFiles(files),
  ];
}

/** Slugs that src/features/index.ts imports a feature.ts of, in its order. */
export function listedSlugs(files: readonly SourceFile[]): readonly string[] {
  const list = files.find((file) => file.path === listPath);
  return (list?.imports ?? []).flatMap(({ target }) => {
    const slug = /^src\/features\/([^/]+)\/feature\.ts$/.exec(target ?? '')?.[1];
    return slug === undefined ? [] : [slug];
  });
}

/** Folders directly under a root that hold code. */
export function slugsUnder(files: readonly SourceFile[], root: string): readonly string[] {
  const depth = root.split('/').length;
  const inside = files.filter((file) => file.path.startsWith(`${root}/`) && file.path.split('/').length > depth + 1);
  return [...new Set(inside.map((file) => file.path.split('/')[depth] ?? ''))];
}

/** A file directly in a root belongs to no slug. */
function strayFiles(files: readonly SourceFile[]): Violations {
  const known = [listPath, 'src/features/context.ts'];
  return files
    .filter(
      (file) => /^(src\/features|blocks|jobs|test\/features)\/[^/]+$/.test(file.path) && !known.includes(file.path),
    )
    .map((file) => `${file.path}: belongs to no slug`);
}

/** A feature calls itself by the name of its folder. */
export function checkFeatureSlugs(files: readonly SourceFile[]): Violations {
  return files.flatMap((file) => {
    const folder = /^src\/features\/([^/]+)\/feature\.ts$/.exec(file.path)?.[1];
    if (folder === undefined) return [];
    const named: string[] = [];
    new Visitor({
      Property: ({ key, value }) => {
        if (key.type !== 'Identifier' || key.name !== 'slug' || value.type !== 'Literal') return;
        named.push(String(value.value));
      },
    }).visit(file.program);
    return named.includes(folder) ? [] : [`${file.path}: has no slug: '${folder}'`];
  });
}
