import type { Document } from 'mongodb';

/**
 * One documented behaviour. The expected values come from MongoDB's manual (docs/manual, the page named by `of`: for
 * `query:$in` reference/operator/query/in, for `stage:$unwind` reference/operator/aggregation/unwind, …), never from
 * the stand-in's output.
 */
export interface Case {
  /** What of the allow-list the row proves. */
  of: string;
  docs: Document[];
  /** A raw command on the collection `c`; more than one run in turn, the last one's answer counts. */
  command: Document | (Document | ((previous: Document) => Document))[];
  /** A part of the answer. */
  gives?: Document;
  /** The documents of the answer's cursor. */
  batch?: Document[];
  /** The collection afterwards, by _id. */
  leaves?: Document[];
}

export function query(of: string, docs: Document[], filter: Document, ids: unknown[]): Case {
  const command = { find: 'c', filter, sort: { _id: 1 }, projection: { _id: 1 } };
  return { of: `query:${of}`, docs, command, batch: ids.map((_id) => ({ _id })) };
}

export function update(of: string, doc: Document, u: unknown, after: Document, options: Document = {}): Case {
  const { q = { _id: doc['_id'] }, ...rest } = options;
  return {
    of: of.includes(':') ? of : `update:${of}`,
    docs: [doc],
    command: { update: 'c', updates: [{ q, u, ...rest }] },
    leaves: [after],
  };
}

/** The expression's value as field `v`; undefined when it is missing. */
export function expression(of: string, doc: Document, source: unknown, value: unknown): Case {
  return {
    of: of.includes(':') ? of : `expression:${of}`,
    docs: [{ _id: 1, ...doc }],
    command: { aggregate: 'c', pipeline: [{ $project: { _id: 0, v: source } }], cursor: {} },
    batch: [value === undefined ? {} : { v: value }],
  };
}

export function pipeline(of: string, docs: Document[], stages: Document[], batch: Document[]): Case {
  return { of, docs, command: { aggregate: 'c', pipeline: stages, cursor: {} }, batch };
}

export function accumulate(of: string, docs: Document[], accumulator: Document, value: unknown): Case {
  const stages = [{ $sort: { _id: 1 } }, { $group: { _id: '$g', v: accumulator } }];
  return pipeline(`accumulator:${of}`, docs, stages, [{ _id: 'g', v: value }]);
}
