import { isShipped, namedLayerOf, placeOf } from '../places.ts';
import type { Layer, Place } from '../places.ts';
import type { Import, SourceFile, Violations } from '../tree.ts';

/** design.md §3 as a table: what a layer may import; of a feature's layers only those of its own feature. */
const mayImport: Readonly<Record<Exclude<Layer, 'composition' | 'outside'>, readonly Layer[]>> = {
  core: ['core'],
  platform: ['core', 'platform'],
  schemas: ['core', 'schemas', 'rules', 'errors'],
  rules: ['core', 'schemas', 'rules', 'errors', 'public'],
  errors: ['core', 'schemas', 'rules', 'errors'],
  public: ['core', 'schemas', 'rules'],
  model: ['core', 'schemas', 'rules', 'model'],
  store: ['core', 'schemas', 'rules', 'errors', 'public', 'model', 'store'],
  service: ['core', 'schemas', 'rules', 'errors', 'public', 'store', 'service'],
  handlers: ['core', 'schemas', 'rules', 'errors', 'public', 'service', 'handlers', 'blocks', 'kit'],
  jobs: ['core', 'schemas', 'rules', 'errors', 'service', 'jobs'],
  feature: [
    ...(['core', 'schemas', 'rules', 'errors', 'public', 'model', 'store', 'service', 'handlers'] as const),
    ...(['feature', 'feature-context', 'blocks', 'kit', 'jobs'] as const),
  ],
  'feature-context': ['core', 'public'],
  'feature-list': ['core', 'feature', 'feature-context', 'public'],
  kit: ['core', 'kit'],
  blocks: ['core', 'kit', 'blocks', 'schemas'],
  migrations: ['core', 'platform', 'model', 'migrations'],
};

/** Layers that reach into every feature: they assemble. */
const acrossFeatures: readonly Layer[] = ['feature-context', 'feature-list', 'migrations'];
/** Layers that may read another feature through its public.ts. */
const publicReaders: readonly Layer[] = ['rules', 'public', 'service', 'handlers', 'feature'];
/** Features that all others may read (design.md §3). */
const readByAll = ['program', 'directory'];
/** Who else may read whom, each with its reason. */
const allowedReads: readonly { from: string; to: string; because: string }[] = [
  { from: 'business-reviews', to: 'check-ins', because: 'the plan places the meeting, its pre-work is answered there' },
  { from: 'rhythm', to: 'check-ins', because: 'it shows and changes the plan, which check-ins own' },
  { from: 'rhythm', to: 'follow-ups', because: 'a miss and the call that follows are one write' },
  { from: 'business-reviews', to: 'follow-ups', because: 'a commitment and what becomes of it are one write' },
  { from: 'check-ins', to: 'follow-ups', because: 'an answer and what follows from it are one write (domain §3.4)' },
  { from: 'newsletter', to: 'check-ins', because: 'an issue is one of a quarter, as the touches count them' },
];

/** Platform files that a feature may know, besides `core`: the database declarations; `feature` for types only. */
const mongo = 'src/platform/mongo.ts';
const mayImportMongo: readonly Layer[] = ['model', 'store'];

/** Layer by layer: who may import whom. */
export function checkImports(files: readonly SourceFile[]): Violations {
  const readers = filesThatRead(files);
  const place = (path: string): Place => (readers.has(path) ? { ...placeOf(path), layer: 'service' } : placeOf(path));
  return files.flatMap((file) =>
    file.imports.flatMap((found) => {
      const problem = problemOf(file.path, found, place);
      return problem === null ? [] : [`${file.path}: ${problem}`];
    }),
  );
}

/** A feature's files that state no layer but use its store, themselves or by another such file: they are its service. */
function filesThatRead(files: readonly SourceFile[]): ReadonlySet<string> {
  const unnamed = files.filter(({ path }) => placeOf(path).layer === 'rules' && namedLayerOf(path) === undefined);
  const reading = new Set<string>();
  const reads = ({ target }: Import): boolean => {
    if (target === null) return false;
    return reading.has(target) || ['model', 'store', 'service'].includes(placeOf(target).layer);
  };
  let before = -1;
  while (before < reading.size) {
    before = reading.size;
    for (const file of unnamed) if (file.imports.some(reads)) reading.add(file.path);
  }
  return reading;
}

function problemOf(path: string, found: Import, place: (path: string) => Place): string | null {
  if (found.target === null) return null;
  const from = place(path);
  const to = place(found.target);
  if (/^(sandbox|test|bench|tools)\//.test(found.target) && isShipped(path)) {
    return `shipped code must not import ${found.target}`;
  }
  if (found.target.startsWith('test/') && path.startsWith('sandbox/'))
    return `the sandbox must not import ${found.target}`;
  if (!found.specifier.endsWith('.ts') && !found.specifier.endsWith('.json')) {
    return `import ${found.specifier} needs its real .ts ending`;
  }
  if (from.layer === 'composition' || from.layer === 'outside') return null;
  if (found.target === mongo && from.slug !== undefined) return mongoProblem(from.layer, found);
  return isAllowed(from, to) ? null : `${nameOf(from)} must not import ${nameOf(to)} (${found.target})`;
}

function mongoProblem(layer: Layer, found: Import): string | null {
  if (mayImportMongo.includes(layer)) return null;
  if (layer === 'feature' && found.typeOnly) return null;
  return `${layer} must not import ${mongo}${layer === 'feature' ? ' but for types' : ''}`;
}

function isAllowed(from: Place, to: Place): boolean {
  if (from.layer === 'composition' || from.layer === 'outside') return true;
  const sameFeature = from.slug === to.slug || to.slug === undefined || acrossFeatures.includes(from.layer);
  if (sameFeature) return mayImport[from.layer].includes(to.layer);
  return to.layer === 'public' && publicReaders.includes(from.layer) && mayRead(from.slug, to.slug);
}

function mayRead(from: string | undefined, to: string | undefined): boolean {
  if (to !== undefined && readByAll.includes(to)) return true;
  return allowedReads.some((pair) => pair.from === from && pair.to === to);
}

function nameOf(place: Place): string {
  return place.slug === undefined ? place.layer : `${place.layer} of ${place.slug}`;
}
