import { randomBytes, randomUUID } from 'node:crypto';

/** Where fresh identifiers come from; tests inject a seeded one. */
export interface IdSource {
  /** An opaque id without meaning, e.g. for correlation. */
  opaque(): string;
  /** A whole number in [1, max], for gaps in numbers that partners see. */
  step(max: number): number;
}

export function randomIds(): IdSource {
  return {
    opaque: () => randomUUID(),
    step: (max) => 1 + (randomBytes(4).readUInt32BE(0) % max),
  };
}

/** `P-0001`: the partner's human id (domain §0.2). */
export function partnerIdFromNumber(number: number): string {
  return `P-${String(number).padStart(4, '0')}`;
}

/** `FU-0123`, `DR-2026-0142`: prefix, optional year, number padded to four digits (domain §0.2). */
export function humanId(prefix: string, number: number, year?: number): string {
  const digits = String(number).padStart(4, '0');
  return year === undefined ? `${prefix}-${digits}` : `${prefix}-${year}-${digits}`;
}
