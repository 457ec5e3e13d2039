/** Layers of design.md §3, as they are read off a path. */
export type Layer =
  | 'core'
  | 'platform'
  | 'rules'
  | 'schemas'
  | 'errors'
  | 'public'
  | 'model'
  | 'store'
  | 'service'
  | 'handlers'
  | 'feature'
  | 'feature-list'
  | 'feature-context'
  | 'kit'
  | 'blocks'
  | 'jobs'
  | 'composition'
  | 'migrations'
  | 'outside';

export interface Place {
  layer: Layer;
  /** The feature, for what belongs to one. */
  slug?: string;
}

/** main, app, cli and their parts build the process; free in what they import, but for the sandbox and tests. */
const composition = /^src\/[^/]+\.ts$/;
const featureLayers = [
  'rules',
  'schemas',
  'errors',
  'public',
  'model',
  'store',
  'service',
  'handlers',
  'feature',
] as const;

/** Where a file stands. Everything that is not shipped (sandbox, test, bench, tools) is `outside`. */
export function placeOf(path: string): Place {
  const [root, second = '', third = ''] = path.split('/');
  if (composition.test(path)) return { layer: 'composition' };
  if (root === 'src' && second === 'core') return { layer: 'core' };
  if (root === 'src' && second === 'platform') return { layer: 'platform' };
  if (path === 'src/features/index.ts') return { layer: 'feature-list' };
  if (path === 'src/features/context.ts') return { layer: 'feature-context' };
  if (root === 'src' && second === 'features') return { layer: featureLayerOf(path), slug: third };
  if (root === 'blocks') return second === 'kit' ? { layer: 'kit' } : { layer: 'blocks', slug: second };
  if (root === 'jobs') return { layer: 'jobs', slug: second };
  if (root === 'migrations') return { layer: 'migrations' };
  return { layer: 'outside' };
}

/**
 * `store.ts`, `store/<part>.ts` and `<part>-store.ts` are the store. A file without such a name is pure, like rules,
 * unless its imports say otherwise (rules/imports.ts).
 */
function featureLayerOf(path: string): Layer {
  return namedLayerOf(path) ?? 'rules';
}

/** The layer that the name of a feature's file states, if it does. */
export function namedLayerOf(path: string): Layer | undefined {
  const [, , , first = '', ...deeper] = path.split('/');
  const name = first.replace(/\.ts$/, '');
  const words = deeper.length > 0 ? [name] : [name, name.split('-').at(-1)];
  return featureLayers.find((layer) => words.includes(layer));
}

export function isShipped(path: string): boolean {
  return /^(src|blocks|jobs|migrations)\//.test(path);
}

export function isTest(path: string): boolean {
  return path.startsWith('test/');
}
