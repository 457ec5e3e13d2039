import { isShipped, placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

interface Owner {
  packages: RegExp;
  /** Files that may use it. */
  by: RegExp;
  /** True when others may still take its types. */
  typesElsewhere: boolean;
}

/** design.md §3: each outside thing has one place that knows it. */
const owners: readonly Owner[] = [
  { packages: /^(agenda|@agendajs\/.*)$/, by: /^src\/platform\/scheduler/, typesElsewhere: false },
  { packages: /^dayjs(\/.*)?$/, by: /^src\/core\/calendar\//, typesElsewhere: false },
  { packages: /^pino$/, by: /^src\/platform\/logger\.ts$/, typesElsewhere: false },
  { packages: /^@slack\/bolt$/, by: /^src\/platform\/slack-app/, typesElsewhere: true },
  { packages: /^@slack\/web-api$/, by: /^src\/platform\//, typesElsewhere: true },
  {
    packages: /^mongoose$/,
    by: /^src\/(platform\/mongo\.ts$|.*(\/model\.ts|\/model\/.*|-model\.ts)$)/,
    typesElsewhere: true,
  },
  { packages: /^mongodb$/, by: /^(src\/platform\/mongo\.ts$|migrations\/)/, typesElsewhere: true },
  { packages: /^prom-client$/, by: /^src\/platform\//, typesElsewhere: false },
  { packages: /^migrate-mongo$/, by: /^src\/(platform\/migrat[a-z-]*|cli)\.ts$/, typesElsewhere: false },
  { packages: /^commander$/, by: /^src\/cli\.ts$/, typesElsewhere: false },
  { packages: /^csv-parse(\/.*)?$/, by: /^src\/core\/csv\//, typesElsewhere: false },
  { packages: /^tldts$/, by: /^src\/features\/deals\/matching\/domains\.ts$/, typesElsewhere: false },
];

/** What features may use besides: everything else they need comes through their context. */
const featurePackages = /^(zod|mongoose|mongodb|tldts|@slack\/types|node:crypto|node:util)$/;
const featureRoots = /^(src\/features|blocks|jobs)\//;
/** No I/O and no framework in core (design.md §2). */
const corePackages = /^(zod|dayjs(\/.*)?|csv-parse\/sync|node:crypto)$/;

/** Packages are used where they belong. */
export function checkOwners(files: readonly SourceFile[]): Violations {
  return files
    .filter((file) => isShipped(file.path))
    .flatMap((file) => {
      const packages = file.imports.filter((found) => found.target === null);
      return packages.flatMap(({ specifier, typeOnly, names }) => {
        // Declaring a schema is all that platform's own documents need of mongoose.
        if (specifier === 'mongoose' && names.join() === 'Schema' && file.path.startsWith('src/platform/')) return [];
        const owner = owners.find((candidate) => candidate.packages.test(specifier));
        if (owner && !owner.by.test(file.path) && !(owner.typesElsewhere && typeOnly)) {
          return [`${file.path}: ${specifier} belongs to ${owner.by.source}`];
        }
        if (featureRoots.test(file.path) && !featurePackages.test(specifier)) {
          return [`${file.path}: features do not use ${specifier}`];
        }
        if (placeOf(file.path).layer === 'core' && !corePackages.test(specifier)) {
          return [`${file.path}: core does not use ${specifier}`];
        }
        return [];
      });
    });
}
