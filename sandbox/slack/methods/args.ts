import { isObject, type Json } from '../json.ts';
import { Refusal } from '../refusal.ts';

/**
 * The arguments of one call, from a JSON body or from a form, where lists and objects arrive as JSON text, as
 * @slack/web-api sends them.
 */
export interface Args {
  readonly raw: Json;
  has(name: string): boolean;
  text(name: string): string | undefined;
  required(name: string): string;
  flag(name: string): boolean;
  number(name: string): number | undefined;
  /** The value, decoded when it is JSON text; text that is no JSON comes back as it is. */
  decoded(name: string): unknown;
  objects(name: string): Json[] | undefined;
  object(name: string): Json | undefined;
  /** A comma-separated list or a JSON list of strings. */
  texts(name: string): string[];
}

export function readArgs(raw: Json): Args {
  const value = (name: string): unknown => raw[name];
  const decoded = (name: string): unknown => {
    const found = value(name);
    if (typeof found !== 'string') return found;
    try {
      return JSON.parse(found) as unknown;
    } catch {
      return found;
    }
  };
  const text = (name: string): string | undefined => {
    const found = value(name);
    if (found === undefined || found === null || found === '') return undefined;
    return typeof found === 'string' ? found : JSON.stringify(found);
  };
  return {
    raw,
    has: (name) => value(name) !== undefined && value(name) !== null,
    text,
    required(name) {
      const found = text(name);
      if (found === undefined) throw invalidArguments(`missing required field: ${name}`);
      return found;
    },
    flag: (name) => value(name) === true || value(name) === 'true' || value(name) === '1' || value(name) === 1,
    number(name) {
      const found = text(name);
      if (found === undefined) return undefined;
      if (Number.isNaN(Number(found))) throw invalidArguments(`must be a number: ${name}`);
      return Number(found);
    },
    decoded: (name) => (text(name) === undefined ? undefined : decoded(name)),
    objects(name) {
      if (text(name) === undefined) return undefined;
      const found = decoded(name);
      if (!Array.isArray(found) || !found.every(isObject)) throw invalidArguments(`must be a list of objects: ${name}`);
      return structuredClone(found);
    },
    object(name) {
      if (text(name) === undefined) return undefined;
      const found = decoded(name);
      if (!isObject(found)) throw invalidArguments(`must be an object: ${name}`);
      return structuredClone(found);
    },
    texts(name) {
      const found = decoded(name);
      if (Array.isArray(found)) return found.map(String);
      return (text(name) ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean);
    },
  };
}

export function invalidArguments(message: string): Refusal {
  const metadata = { messages: [`[ERROR] ${message}`] };
  return new Refusal('invalid_arguments', 'method pages', { response_metadata: metadata });
}
