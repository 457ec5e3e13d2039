import { BSONRegExp, ObjectId } from 'bson';
import { MongodError } from './errors.ts';
import { isOperatorDoc } from './match.ts';
import { equalValues } from './order.ts';
import { splitPath } from './paths.ts';
import { setAt, valueAt } from './update-paths.ts';
import type { Doc } from './values.ts';
import { copyValue } from './values.ts';

/** The document that an upsert starts from: the equality conditions of its filter, also inside `$and`. */
export function documentFromFilter(filter: Doc): Doc {
  const doc: Doc = {};
  addEqualities(filter, doc);
  return doc;
}

function addEqualities(filter: Doc, doc: Doc): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) for (const clause of condition) addEqualities(clause as Doc, doc);
    else if (key === '$or' && Array.isArray(condition) && condition.length === 1)
      addEqualities(condition[0] as Doc, doc);
    else if (!key.startsWith('$')) addEquality(doc, key, condition);
  }
}

function addEquality(doc: Doc, path: string, condition: unknown): void {
  if (condition instanceof BSONRegExp) return;
  const value = isOperatorDoc(condition) ? equalityOperand(condition) : condition;
  if (value === undefined) return;
  const known = valueAt(doc, splitPath(path));
  if (known !== undefined && !equalValues(known, value)) {
    throw new MongodError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  }
  setAt(doc, splitPath(path), copyValue(value));
}

function equalityOperand(condition: Doc): unknown {
  if ('$eq' in condition) return condition['$eq'];
  const { $in: list, $all: all } = condition;
  if (Array.isArray(list) && list.length === 1 && !(list[0] instanceof BSONRegExp)) return list[0];
  return Array.isArray(all) && all.length === 1 ? all[0] : undefined;
}

/** `_id` first, generated when neither filter nor update gave one. */
export function withId(doc: Doc): Doc {
  const { _id: id, ...rest } = doc;
  return { _id: id === undefined ? new ObjectId() : id, ...rest };
}
