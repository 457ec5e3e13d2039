import type { EventPayload, StoredEvent } from '../history-schemas.ts';

/** True when the last word on the same matter says the same: a wish that comes twice changes nothing. */
export function isRepeated(payload: EventPayload, events: readonly StoredEvent[]): boolean {
  const last = events.findLast((event) => matterOf(event.payload) === matterOf(payload));
  return last !== undefined && wishOf(last.payload) === wishOf(payload);
}

function matterOf(payload: EventPayload): string {
  const touchId = 'touchId' in payload ? payload.touchId : '';
  const periodKey = 'periodKey' in payload ? payload.periodKey : '';
  return `${payload.kind} ${touchId} ${periodKey}`;
}

/** What is wanted, whoever wants it. */
function wishOf(payload: EventPayload): string {
  return JSON.stringify({ ...payload, by: null });
}
