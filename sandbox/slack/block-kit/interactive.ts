import { createHash } from 'node:crypto';
import type { Json } from './checks.ts';
import { isJson } from './checks.ts';
import { allBlocks, elementKeys, interactiveElementsOf, isInteractive, nestedBlocksKey } from './structure.ts';

export interface InteractiveElement {
  readonly blockId: string;
  readonly actionId: string;
  /** The element's type, such as `button`. */
  readonly type: string;
  readonly element: Json;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Five letters and digits as in Slack's own generated ids, the same for the same place. */
function generatedId(place: string, taken: ReadonlySet<string>, attempt = 0): string {
  const digest = createHash('sha256').update(`${place}#${attempt}`).digest();
  const id = [...digest.subarray(0, 5)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return taken.has(id) ? generatedId(place, taken, attempt + 1) : id;
}

function withId(json: Json, key: 'block_id' | 'action_id', place: string, taken: Set<string>): Json {
  if (typeof json[key] === 'string') return json;
  const id = generatedId(place, taken);
  taken.add(id);
  return { ...json, [key]: id };
}

function assignActionIds(block: Json, place: string, taken: Set<string>): Json {
  const assign = (element: unknown, at: string): unknown =>
    isJson(element) && isInteractive(element) ? withId(element, 'action_id', at, taken) : element;
  const elements = elementKeys(block)
    .filter((key) => block[key] !== undefined)
    .map((key) => {
      const value = block[key];
      const at = `${place}/${key}`;
      return [
        key,
        Array.isArray(value) ? value.map((item, index) => assign(item, `${at}/${index}`)) : assign(value, at),
      ];
    });
  return { ...block, ...Object.fromEntries(elements) };
}

function assignIn(blocks: readonly unknown[], at: string, taken: Set<string>): Json[] {
  return blocks.filter(isJson).map((original, index) => {
    const place = `${at}/${index}`;
    const block = assignActionIds(withId(original, 'block_id', place, taken), place, taken);
    const key = nestedBlocksKey(block);
    const nested = key === undefined ? undefined : block[key];
    return key === undefined || !Array.isArray(nested)
      ? block
      : { ...block, [key]: assignIn(nested, `${place}/${key}`, taken) };
  });
}

/**
 * A copy in which every block has a block_id and every interactive element an action_id, as Slack stores them.
 * Ids that are there stay; generated ones depend only on the place and never repeat one that is there.
 */
export function assignIds(blocks: readonly unknown[]): Json[] {
  const copy: Json[] = structuredClone(blocks.filter(isJson));
  const present = allBlocks(copy, '').flatMap((placed) => [
    placed.json['block_id'],
    ...interactiveElementsOf(placed).map(({ json }) => json['action_id']),
  ]);
  return assignIn(copy, '', new Set(present.filter((id) => typeof id === 'string')));
}

/** Every element that a person can use on a message or view, with missing ids assigned as `assignIds` does. */
export function listInteractiveElements(blocksOrView: unknown): InteractiveElement[] {
  const blocks = isJson(blocksOrView) ? blocksOrView['blocks'] : blocksOrView;
  if (!Array.isArray(blocks)) return [];
  return allBlocks(assignIds(blocks), '').flatMap((placed) =>
    interactiveElementsOf(placed).map(({ json }) => ({
      blockId: String(placed.json['block_id']),
      actionId: String(json['action_id']),
      type: String(json['type']),
      element: json,
    })),
  );
}
