import { Visitor, parseSync } from 'oxc-parser';
import type { ArrowFunctionExpression, Function, Node, Program } from 'oxc-parser';
import { isNamed, keyOf } from '../nodes.ts';
import { isShipped, placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';
import { errorsOf } from './ids.ts';

/** What texts.en.ts and texts.de.ts of one slug export. */
export interface CataloguePair {
  slug: string;
  en: Readonly<Record<string, unknown>>;
  de: Readonly<Record<string, unknown>>;
}

/** What the edges themselves say, also for `core.` codes. */
export const coreCatalogue = 'src/platform/texts.ts';

/** Both languages say the same things with the same values (design.md §9). */
export function checkCatalogues(pairs: readonly CataloguePair[]): Violations {
  return pairs.flatMap(({ slug, en, de }) => {
    const english = flatten(en);
    const german = flatten(de);
    return [
      ...[...english.keys()].filter((key) => !german.has(key)).map((key) => `${fileOf(slug, 'de')}: lacks ${key}`),
      ...[...german.keys()].filter((key) => !english.has(key)).map((key) => `${fileOf(slug, 'en')}: lacks ${key}`),
      ...[...english].flatMap(([key, text]) => {
        const other = german.get(key);
        const problem = other === undefined ? null : differenceOf(text, other);
        return problem === null ? [] : [`${fileOf(slug, 'de')}: ${key} ${problem}`];
      }),
      ...untranslated(en['en'] ?? en, de['de'] ?? de).map((text) => `${fileOf(slug, 'de')}: not translated: ${text}`),
    ];
  });
}

/** Every error that a person can meet has its words in both languages; a bug is told by its reference only. */
export function checkErrorTexts(files: readonly SourceFile[], pairs: readonly CataloguePair[]): Violations {
  const errors = files.filter((file) => isShipped(file.path)).flatMap((file) => errorsOf(file));
  const codes = [...new Set(errors.filter(({ kind }) => kind !== 'bug').map(({ code }) => code))];
  return codes.flatMap((code) => {
    const [slug = '', reason = ''] = code.split('.');
    const pair = pairs.find((candidate) => candidate.slug === slug);
    return (['en', 'de'] as const)
      .filter((language) => !flatten(pair?.[language] ?? {}).has(`errors.${reason}`))
      .map((language) => `${fileOf(slug, language)}: has no text for ${code}`);
  });
}

function fileOf(slug: string, language: string): string {
  return slug === 'core' ? `${coreCatalogue} (${language})` : `blocks/${slug}/texts.${language}.ts`;
}

/** `texts.en.ts`, parts of it such as `error-texts.de.ts`, and `staff-texts.ts`, which is English only (design.md §9). */
const catalogueFile = /\/(([a-z-]+-)?texts(\.\w+)?|ids)\.ts$/;

/** Words that a partner can read stand in a catalogue, nowhere else in blocks/<slug>. */
export function checkBareTexts(files: readonly SourceFile[]): Violations {
  const watched = files.filter(({ path }) => placeOf(path).layer === 'blocks' && !catalogueFile.test(path));
  return watched.flatMap((file) => {
    const found: string[] = [];
    const look = (text: string): void => {
      if (/\p{L}{2,} \p{L}{2,}/u.test(text)) found.push(`${file.path}: "${text}" belongs in a catalogue`);
    };
    new Visitor({
      Literal: ({ value }) => (typeof value === 'string' ? look(value) : undefined),
      TemplateElement: ({ value }) => look(value.cooked ?? ''),
    }).visit(file.program);
    return found;
  });
}

type Text = string | ((...values: never[]) => unknown);

/** Key paths to texts. The language's own export (`en`, `de`) is no part of the path. */
function flatten(value: unknown, path: readonly string[] = []): ReadonlyMap<string, Text> {
  if (typeof value === 'string' || typeof value === 'function') return new Map([[path.join('.'), value as Text]]);
  if (typeof value !== 'object' || value === null) return new Map();
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const isLanguage = path.length === 0 && (key === 'en' || key === 'de');
    return [...flatten(inner, isLanguage ? path : [...path, key])];
  });
  return new Map(entries);
}

function differenceOf(english: Text, german: Text): string | null {
  if (typeof english !== typeof german) return 'is a text in one language and made of values in the other';
  const [wanted, found] = [placeholdersOf(english), placeholdersOf(german)];
  return wanted.join() === found.join() ? null : `shows [${found.join()}] instead of [${wanted.join()}]`;
}

/** Sentences that are the same in both. What German takes over from English by reference is meant so: staff texts. */
function untranslated(english: unknown, german: unknown): readonly string[] {
  if (typeof english === 'string') return english === german && isSentence(english) ? [english] : [];
  if (english === german) return [];
  if (typeof english === 'function') {
    const text = String(english);
    return text === String(german) && isSentence(text) ? [text] : [];
  }
  if (typeof english !== 'object' || english === null || typeof german !== 'object' || german === null) return [];
  const others = new Map<string, unknown>(Object.entries(german));
  return Object.entries(english).flatMap(([key, text]) => untranslated(text, others.get(key)));
}

function isSentence(text: string): boolean {
  return /\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(text.replace(/\$\{[^}]*\}/g, ''));
}

/** `{name}` of a text; of a function the values it uses: `0` for its first, `0.count` for a field of it. */
function placeholdersOf(text: Text): readonly string[] {
  if (typeof text === 'string') return [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
  const { program, made } = functionIn(String(text));
  if (!made?.body) return [];
  const bodyStart = made.body.start;
  const names = new Map(made.params.flatMap((pattern, index) => boundNames(pattern, String(index))));
  const used = new Set<string>();
  new Visitor({
    Identifier: ({ name, start }) => {
      const place = names.get(name);
      if (place !== undefined && start >= bodyStart) used.add(place);
    },
    MemberExpression: ({ object, property }) => {
      const place = isNamed(object) ? names.get(object.name) : undefined;
      if (place !== undefined) used.add(`${place}.${keyOf({ key: property })}`);
    },
  }).visit(program);
  return [...used].toSorted();
}

function functionIn(code: string): { program: Program; made: ArrowFunctionExpression | Function | undefined } {
  const plain = parseSync('text.ts', `(${code})`);
  // A method prints itself without `function`, so it only parses inside an object.
  const { program } = plain.errors.length === 0 ? plain : parseSync('text.ts', `({ ${code} })`);
  const functions: (ArrowFunctionExpression | Function)[] = [];
  const add = (node: ArrowFunctionExpression | Function): void => void functions.push(node);
  new Visitor({ ArrowFunctionExpression: add, FunctionExpression: add }).visit(program);
  return { program, made: functions.toSorted((a, b) => a.start - b.start)[0] };
}

/** Names that a parameter binds → where their values come from. */
function boundNames(pattern: Node, place: string): readonly (readonly [string, string])[] {
  if (pattern.type === 'AssignmentPattern') return boundNames(pattern.left, place);
  if (isNamed(pattern)) return [[pattern.name, place]];
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((property) =>
    property.type === 'Property' ? boundNames(property.value, `${place}.${keyOf(property)}`) : [],
  );
}
