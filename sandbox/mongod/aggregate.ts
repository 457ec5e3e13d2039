import type { Collection } from './collection.ts';
import { MongodError, badValue, notImplemented } from './errors.ts';
import { compileMatch } from './match.ts';
import type { Query } from './query.ts';
import { findRecords, parseSort, sortBy } from './query.ts';
import type { Reader } from './records.ts';
import { groupStage } from './stages/group.ts';
import { lookupStage, unwindStage } from './stages/joins.ts';
import { TRANSFORM_STAGES, transformStage } from './stages/transforms.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** What a pipeline sees: other collections of its database, the reader's view, and variables. */
export interface AggregateScope {
  collection(name: string): Collection | undefined;
  reader: Reader;
  variables: Doc;
}

type Stage = (docs: Doc[]) => Doc[];

const STAGES: Record<string, (argument: unknown, scope: AggregateScope) => Stage> = {
  $match: (argument, scope) => {
    const matches = compileMatch(documentOf('$match', argument), scope.variables);
    return (docs) => docs.filter(matches);
  },
  $sort: (argument) => {
    const sort = parseSort(argument);
    if (sort.length === 0) throw new MongodError(15976, '$sort stage must have at least one sort key');
    return (docs) => sortBy(docs, sort, (doc) => doc);
  },
  $limit: (argument) => {
    const limit = wholeNumber('$limit', argument, 1);
    return (docs) => docs.slice(0, limit);
  },
  $skip: (argument) => {
    const skip = wholeNumber('$skip', argument, 0);
    return (docs) => docs.slice(skip);
  },
  $count: (argument) => {
    if (typeof argument !== 'string' || argument === '')
      throw new MongodError(40156, 'the count field must be a string');
    return (docs) => (docs.length === 0 ? [] : [{ [argument]: docs.length }]);
  },
  $group: (argument, scope) => groupStage(argument, scope.variables),
  $lookup: (argument, scope) => lookupStage(argument, scope),
  $unwind: (argument) => unwindStage(argument),
  $facet: (argument, scope) => {
    const facets = Object.entries(documentOf('$facet', argument)).map(
      ([name, stages]) => [name, compilePipeline(stages as Doc[], scope)] as const,
    );
    return (docs) => [Object.fromEntries(facets.map(([name, run]) => [name, run(docs)]))];
  },
};

/** Aggregation stages that the stand-in answers; each has a case in test/sandbox/mongod. */
export const STAGE_NAMES: readonly string[] = [...Object.keys(STAGES), ...TRANSFORM_STAGES];

function documentOf(stage: string, argument: unknown): Doc {
  if (!isDoc(argument)) throw new MongodError(15959, `the ${stage} specification must be an object`);
  return argument;
}

function wholeNumber(stage: string, argument: unknown, least: number): number {
  if (typeof argument === 'number' && Number.isInteger(argument) && argument >= least) return argument;
  throw new MongodError(
    stage === '$limit' ? 15958 : 5107200,
    `invalid argument to ${stage} stage: ${String(argument)}`,
  );
}

function compilePipeline(stages: Doc[], scope: AggregateScope): Stage {
  const compiled = stages.map((stage) => compileStage(stage, scope));
  return (docs) => compiled.reduce((current, run) => run(current), docs);
}

function compileStage(stage: unknown, scope: AggregateScope): Stage {
  const names = isDoc(stage) ? Object.keys(stage) : [];
  if (names.length !== 1)
    throw new MongodError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const name = names[0]!;
  const argument = (stage as Doc)[name];
  const compile = STAGES[name];
  if (compile) return compile(argument, scope);
  const transform = transformStage(name, argument, scope.variables);
  if (!transform) throw name.startsWith('$') ? notImplemented(`pipeline stage ${name}`) : badValue(`stage ${name}`);
  return (docs) => docs.map(transform);
}

/** Runs a pipeline over a collection; leading `$match`, `$sort` and `$limit` go to the planner. */
export function runPipeline(collection: Collection | undefined, stages: Doc[], scope: AggregateScope): Doc[] {
  const { query, used } = leadingQuery(stages, scope);
  const rest = compilePipeline(stages.slice(used), scope);
  return rest(findRecords(collection, query, scope.reader).map(({ doc }) => doc));
}

function leadingQuery(stages: Doc[], scope: AggregateScope): { query: Query; used: number } {
  const filters: Doc[] = [];
  let used = 0;
  while (isDoc(stages[used]?.['$match'])) {
    filters.push(stages[used]!['$match'] as Doc);
    used += 1;
  }
  const query: Query = { filter: filters.length === 1 ? filters[0]! : filters.length ? { $and: filters } : {} };
  query.variables = scope.variables;
  if (isDoc(stages[used]?.['$sort'])) {
    compileStage(stages[used], scope);
    query.sort = parseSort(stages[used]!['$sort']);
    used += 1;
  }
  if (stages[used] && '$limit' in stages[used]!) {
    query.limit = wholeNumber('$limit', stages[used]!['$limit'], 1);
    used += 1;
  }
  return { query, used };
}
