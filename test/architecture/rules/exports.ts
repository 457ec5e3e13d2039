import { placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

/** The one list of features; every other index.ts would hide where a thing lives. */
const onlyIndex = 'src/features/index.ts';

/** No default exports and no barrels (design.md §3). */
export function checkExports(files: readonly SourceFile[]): Violations {
  return files.flatMap((file) => {
    const found: string[] = [];
    for (const statement of file.program.body) {
      if (statement.type === 'ExportDefaultDeclaration') found.push(`${file.path}: has a default export`);
      if (statement.type === 'ExportAllDeclaration') found.push(`${file.path}: hands on everything of another file`);
    }
    if (isBarrel(file)) found.push(`${file.path}: is a barrel`);
    return found;
  });
}

/** A file that only hands on what others export; public.ts is a feature's face and may hand on types of its own. */
function isBarrel(file: SourceFile): boolean {
  if (file.path === onlyIndex) return false;
  if (file.path.endsWith('/index.ts')) return true;
  if (placeOf(file.path).layer === 'public' || file.program.body.length === 0) return false;
  const handsOn = file.program.body.filter(
    (statement) => statement.type === 'ExportNamedDeclaration' && statement.source,
  );
  return (
    handsOn.length > 0 && handsOn.length === file.program.body.filter((it) => it.type !== 'ImportDeclaration').length
  );
}
