import { Visitor } from 'oxc-parser';
import { isNamed, keyOf, textOf, valueOf } from '../nodes.ts';
import { isShipped, placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

const word = '[a-z][a-z0-9]*(-[a-z0-9]+)*';
/** `<slug>.<surface>.<verb>` and `<slug>.<form>` (design.md §4). */
const actionId = new RegExp(`^${word}\\.${word}\\.${word}$`);
const callbackId = new RegExp(`^${word}\\.${word}$`);
const errorCode = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/;
const messageKey = /^([a-z][a-z0-9-]*):[a-z][a-z0-9_-]*:/;
const idKeys = ['actionId', 'action_id', 'callbackId', 'callback_id'];

/** Every id stands in blocks/<slug>/ids.ts, under its own slug, in the pattern of design.md §4, and only once. */
export function checkIds(files: readonly SourceFile[]): Violations {
  const declared = files.flatMap((file) => declaredIds(file).map((id) => ({ id, path: file.path })));
  const wrong = declared.flatMap(({ id, path }) => {
    const slug = placeOf(path).slug ?? '';
    if (!actionId.test(id) && !callbackId.test(id))
      return [`${path}: ${id} is no <slug>.<surface>.<verb> or <slug>.<form>`];
    return id.startsWith(`${slug}.`) ? [] : [`${path}: ${id} does not start with ${slug}.`];
  });
  const double = declared.flatMap(({ id, path }, index) =>
    declared.findIndex((other) => other.id === id) < index ? [`${path}: ${id} is declared twice`] : [],
  );
  return [...wrong, ...double, ...files.filter((file) => isShipped(file.path)).flatMap(bareIds)];
}

/** All strings of an ids.ts. */
export function declaredIds(file: SourceFile): readonly string[] {
  if (!/^blocks\/[^/]+\/ids\.ts$/.test(file.path) || placeOf(file.path).layer === 'kit') return [];
  const found: string[] = [];
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string' && !file.imports.some((it) => it.specifier === node.value))
        found.push(node.value);
    },
    TemplateLiteral: (node) => void found.push(textOf(node) ?? '`a template`'),
  }).visit(file.program);
  return found;
}

/** An id written where it is used could differ from the one that is listened for. */
function bareIds(file: SourceFile): Violations {
  if (file.path.endsWith('/ids.ts')) return [];
  const found: string[] = [];
  new Visitor({
    Property: (node) => {
      const text = textOf(node.value);
      const ofTheEdges = file.path.startsWith('src/platform/') && text?.startsWith('core.');
      if (idKeys.includes(keyOf(node)) && text !== null && !ofTheEdges)
        found.push(`${file.path}: ${text} belongs in an ids.ts`);
    },
  }).visit(file.program);
  return found;
}

/** Error codes, message names and message keys carry the slug of the feature that owns them. */
export function checkOwnSlug(files: readonly SourceFile[]): Violations {
  return files
    .filter((file) => isShipped(file.path))
    .flatMap((file) => {
      const { slug, layer } = placeOf(file.path);
      const found: string[] = [];
      const foreign = (text: string): boolean =>
        slug !== undefined && !text.startsWith(`${slug}.`) && !text.startsWith('core.');
      for (const code of errorCodesOf(file)) {
        if (!errorCode.test(code)) found.push(`${file.path}: error code ${code} is no <slug>.<reason>`);
        else if (foreign(code)) found.push(`${file.path}: error code ${code} belongs to another feature`);
        else if (slug === undefined && layer !== 'composition' && !code.startsWith('core.')) {
          found.push(`${file.path}: error code ${code} outside its feature`);
        }
      }
      new Visitor({
        Property: (node) => {
          const text = keyOf(node) === 'message' ? textOf(node.value) : null;
          if (text !== null && callbackId.test(text) && foreign(text))
            found.push(`${file.path}: message ${text} of another feature`);
        },
        TemplateElement: (node) => void found.push(...foreignKey(file.path, slug, node.value.cooked ?? '')),
        Literal: (node) =>
          void found.push(...foreignKey(file.path, slug, typeof node.value === 'string' ? node.value : '')),
      }).visit(file.program);
      return found;
    });
}

function foreignKey(path: string, slug: string | undefined, text: string): Violations {
  const owner = messageKey.exec(text)?.[1];
  return slug === undefined || owner === undefined || owner === slug || owner === 'node'
    ? []
    : [`${path}: message key ${text} starts with another slug`];
}

/** Codes given to AppErrors in a file: `code:` beside `kind:`. */
export function errorCodesOf(file: SourceFile): readonly string[] {
  return errorsOf(file).map(({ code }) => code);
}

/**
 * Kinds and codes of the errors that a file makes: `{ kind, code }`, and calls such as `conflict('closed')` of a function
 * from its feature's errors.ts, which puts the slug before the reason. The kind is null where it is computed.
 */
export function errorsOf(file: SourceFile): readonly { kind: string | null; code: string }[] {
  const found: { kind: string | null; code: string }[] = [];
  const slugOfMaker = new Map(
    file.imports.flatMap(({ target, names }) => {
      const slug = /^src\/features\/([^/]+)\/errors\.ts$/.exec(target ?? '')?.[1];
      return slug === undefined ? [] : names.map((name) => [name, slug] as const);
    }),
  );
  new Visitor({
    ObjectExpression: ({ properties }) => {
      const kind = valueOf(properties, 'kind');
      const code = valueOf(properties, 'code');
      const text = code ? textOf(code) : null;
      if (kind && text !== null) found.push({ kind: textOf(kind), code: text });
    },
    CallExpression: ({ callee, arguments: [reason] }) => {
      const slug = isNamed(callee) ? slugOfMaker.get(callee.name) : undefined;
      const text = reason ? textOf(reason) : null;
      if (slug !== undefined && text !== null) found.push({ kind: null, code: `${slug}.${text}` });
    },
  }).visit(file.program);
  return found;
}
