import { Visitor } from 'oxc-parser';
import type { Node } from 'oxc-parser';
import { isNamed } from '../nodes.ts';
import { isShipped, placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

const collections = ['Map', 'Set', 'WeakMap', 'WeakSet'];
const changing = /^(set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill)$/;
/** Calls whose result must live in an app, not in a module. */
const singletons =
  /^(systemClock|manualClock|randomIds|pino|createConnection|createLogger|connectMongo|createInOneWrite|modelOf)$/;

/** Memory of a pure function: the same for every app, whoever asks first. Each entry `path name`. */
const pureMemory = ['src/core/calendar/instants.ts formatters', 'sandbox/mongod/paths.ts splitPaths'];

/** No module state (design.md §3): two apps with two databases run in one process. */
export function checkModuleState(files: readonly SourceFile[]): Violations {
  const watched = files.filter(
    (file) => (isShipped(file.path) || file.path.startsWith('sandbox/')) && placeOf(file.path).layer !== 'composition',
  );
  return watched.flatMap((file) => topLevel(file).map((problem) => `${file.path}: ${problem}`));
}

function topLevel(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const changeable: string[] = [];
  for (const statement of file.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration' || declaration.declare === true) continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier') continue;
      if (declaration.kind !== 'const') found.push(`top-level ${declaration.kind} ${id.name}`);
      const called = init?.type === 'CallExpression' ? nameOfCall(init.callee) : '';
      if (singletons.test(called)) found.push(`${called}() at top level`);
      if (init && holdsThings(init) && !pureMemory.includes(`${file.path} ${id.name}`)) changeable.push(id.name);
    }
  }
  return [...found, ...changesOf(file, changeable)];
}

function holdsThings(init: Node): boolean {
  if (init.type === 'ArrayExpression' || init.type === 'ObjectExpression') return true;
  return init.type === 'NewExpression' && isNamed(init.callee) && collections.includes(init.callee.name);
}

/** A top-level collection is a table as long as nothing is ever put in or taken out. */
function changesOf(file: SourceFile, names: readonly string[]): readonly string[] {
  const found: string[] = [];
  const isWatched = (node: Node): boolean => isNamed(node) && names.includes(node.name);
  const add = (node: Node): void => void found.push(`changes the top-level ${isNamed(node) ? node.name : ''}`);
  new Visitor({
    CallExpression: ({ callee }) => {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (isWatched(callee.object) && changing.test(callee.property.name)) add(callee.object);
    },
    AssignmentExpression: ({ left }) => {
      if (left.type === 'MemberExpression' && isWatched(left.object)) add(left.object);
    },
    UnaryExpression: ({ operator, argument }) => {
      if (operator === 'delete' && argument.type === 'MemberExpression' && isWatched(argument.object))
        add(argument.object);
    },
  }).visit(file.program);
  return found;
}

function nameOfCall(callee: Node): string {
  if (isNamed(callee)) return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}
