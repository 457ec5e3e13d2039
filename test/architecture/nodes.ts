import type { CallExpression, MemberExpression, Node, Program } from 'oxc-parser';

/** `object.property` of a member expression; the object part is '' when it is not a plain name. */
export function memberName(node: MemberExpression): string {
  const object = isNamed(node.object) ? node.object.name : '';
  if (node.property.type === 'Identifier') return `${object}.${node.property.name}`;
  return node.property.type === 'Literal' ? `${object}.${String(node.property.value)}` : `${object}.`;
}

/** The plain name that is called, also by way of globalThis; '' for everything else. */
export function calledName(node: CallExpression): string {
  const callee = node.callee;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') return '';
  const name = memberName(callee);
  return name.startsWith('globalThis.') ? name.slice('globalThis.'.length) : '';
}

export function isNamed(node: { type: string }, name?: string): node is { type: 'Identifier'; name: string } {
  if (node.type !== 'Identifier') return false;
  return name === undefined || (node as { name?: unknown }).name === name;
}

export function isTrue(node: { type: string }): boolean {
  return node.type === 'Literal' && (node as { value?: unknown }).value === true;
}

/** The key of a property as text; '' when it is computed. */
export function keyOf(property: { key: Node }): string {
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : '';
}

/** The text of a string literal or of a template without holes; null for everything else. */
export function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

/** The value under a key of an object literal; undefined when there is none. */
export function valueOf(properties: readonly Node[], key: string): Node | undefined {
  for (const property of properties) {
    if (property.type === 'Property' && keyOf(property) === key) return property.value;
  }
  return undefined;
}

export interface Exported {
  name: string;
  /** Where the `export` starts in the text. */
  start: number;
}

/** Every name that a file exports by declaration or by list. */
export function exportsOf(program: Program): readonly Exported[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers, start } = statement;
    const listed = specifiers.map(({ exported }) => ('name' in exported ? exported.name : exported.value));
    return [...listed, ...declaredNames(declaration)].map((name) => ({ name, start }));
  });
}

function declaredNames(declaration: Node | null): readonly string[] {
  if (declaration === null) return [];
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  }
  const id = 'id' in declaration ? declaration.id : null;
  return id !== null && typeof id === 'object' && 'name' in id && typeof id.name === 'string' ? [id.name] : [];
}
