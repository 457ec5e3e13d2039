/** An index entry: keys in code-unit order, entries of one key in the order of their sequence. */
export interface Entry<T> {
  key: string;
  seq: number;
  item: T;
}

const CHUNK_LIMIT = 512;

/** A sorted list in chunks: inserting and removing cost a small array move, scans are plain loops. */
export class SortedList<T> {
  #chunks: Entry<T>[][] = [];
  size = 0;

  insert(entry: Entry<T>): void {
    this.size += 1;
    if (this.#chunks.length === 0) {
      this.#chunks.push([entry]);
      return;
    }
    const chunkIndex = Math.max(0, this.#firstChunkAfter(entry.key, entry.seq) - 1);
    const chunk = this.#chunks[chunkIndex]!;
    chunk.splice(lowerBound(chunk, entry.key, entry.seq), 0, entry);
    if (chunk.length > CHUNK_LIMIT) this.#chunks.splice(chunkIndex + 1, 0, chunk.splice(CHUNK_LIMIT / 2));
  }

  remove(key: string, seq: number): void {
    const chunkIndex = this.#firstChunkAfter(key, seq) - 1;
    const chunk = this.#chunks[chunkIndex];
    if (!chunk) return;
    const index = lowerBound(chunk, key, seq);
    const entry = chunk[index];
    if (entry?.key !== key || entry.seq !== seq) return;
    chunk.splice(index, 1);
    this.size -= 1;
    if (chunk.length === 0) this.#chunks.splice(chunkIndex, 1);
  }

  /** Entries with `low` <= key < `high`, in order. The list must not change while the scan is read. */
  *scan(low: string, high: string): Generator<Entry<T>> {
    let chunkIndex = Math.max(0, this.#firstChunkAfter(low, -1) - 1);
    let index = lowerBound(this.#chunks[chunkIndex] ?? [], low, -1);
    for (; chunkIndex < this.#chunks.length; chunkIndex += 1, index = 0) {
      const chunk = this.#chunks[chunkIndex]!;
      for (; index < chunk.length; index += 1) {
        const entry = chunk[index]!;
        if (entry.key >= high) return;
        yield entry;
      }
    }
  }

  /** The same entries in the opposite order. */
  *scanBackwards(low: string, high: string): Generator<Entry<T>> {
    let chunkIndex = this.#firstChunkAfter(high, -1) - 1;
    if (chunkIndex < 0) return;
    let index = lowerBound(this.#chunks[chunkIndex]!, high, -1) - 1;
    while (chunkIndex >= 0) {
      const chunk = this.#chunks[chunkIndex]!;
      for (; index >= 0; index -= 1) {
        const entry = chunk[index]!;
        if (entry.key < low) return;
        yield entry;
      }
      chunkIndex -= 1;
      index = (this.#chunks[chunkIndex]?.length ?? 0) - 1;
    }
  }

  /** About how many entries a scan would give: exact within a chunk, by whole chunks beyond. */
  estimate(low: string, high: string): number {
    const first = Math.max(0, this.#firstChunkAfter(low, -1) - 1);
    const last = Math.max(0, this.#firstChunkAfter(high, -1) - 1);
    const start = lowerBound(this.#chunks[first] ?? [], low, -1);
    const end = lowerBound(this.#chunks[last] ?? [], high, -1);
    if (first === last) return end - start;
    return this.#chunks[first]!.length - start + end + (last - first - 1) * (CHUNK_LIMIT * 0.75);
  }

  /** The index of the first chunk whose first entry is after (key, seq). */
  #firstChunkAfter(key: string, seq: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const first = this.#chunks[middle]![0]!;
      if (first.key < key || (first.key === key && first.seq <= seq)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lowerBound<T>(chunk: Entry<T>[], key: string, seq: number): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = chunk[middle]!;
    if (entry.key < key || (entry.key === key && entry.seq < seq)) low = middle + 1;
    else high = middle;
  }
  return low;
}
