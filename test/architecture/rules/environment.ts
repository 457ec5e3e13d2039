import { Visitor } from 'oxc-parser';
import { memberName } from '../nodes.ts';
import { isShipped } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

/** Settings are read in one place (design.md §3). */
export function checkEnvironment(files: readonly SourceFile[]): Violations {
  const watched = files.filter((file) => isShipped(file.path) && file.path !== 'src/platform/config.ts');
  return watched.flatMap((file) => {
    const found: string[] = [];
    const add = (): void => void found.push(`${file.path}: process.env belongs to src/platform/config.ts`);
    new Visitor({
      MemberExpression: (node) => (memberName(node) === 'process.env' ? add() : undefined),
      ImportSpecifier: (node) => {
        if (node.imported.type === 'Identifier' && node.imported.name === 'env' && importsProcess(file)) add();
      },
    }).visit(file.program);
    return found;
  });
}

function importsProcess(file: SourceFile): boolean {
  return file.imports.some((found) => /^(node:)?process$/.test(found.specifier));
}
