/** A JSON object whose shape Slack, not we, decides. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A deep copy, so that nobody outside can change what Slack holds. */
export function copy<T>(value: T): T {
  return structuredClone(value);
}
