import type { OutboxLimits } from './limits.ts';

const minuteMs = 60_000;

/** When the next post may go, per place and over the workspace; kept in the leader's memory (design §6.4). */
export function createPace(limits: Pick<OutboxLimits, 'channelIntervalMs' | 'workspacePerMinute'>) {
  const nextAt = new Map<string, number>();
  const recent: number[] = [];

  function forget(nowMs: number): void {
    while (recent[0] !== undefined && recent[0] <= nowMs - minuteMs) recent.shift();
  }

  return {
    /** The instant from which this place may get a post; now or earlier when it may at once. */
    freeAt(place: string, now: Date): Date {
      forget(now.getTime());
      const byPlace = nextAt.get(place) ?? 0;
      const oldest = recent.at(-limits.workspacePerMinute);
      const byWorkspace = oldest === undefined ? 0 : oldest + minuteMs;
      return new Date(Math.max(byPlace, byWorkspace, now.getTime()));
    },
    /** Places that are not free at `now`. */
    busyPlaces(now: Date): string[] {
      const busy: string[] = [];
      for (const [place, at] of nextAt) {
        if (at > now.getTime()) busy.push(place);
        else nextAt.delete(place);
      }
      return busy;
    },
    isWorkspaceFree(now: Date): boolean {
      forget(now.getTime());
      return recent.length < limits.workspacePerMinute;
    },
    /** The instant at which the first busy place or the workspace is free again; null when nothing is held back. */
    nextFreeAt(now: Date): Date | null {
      const instants = [...nextAt.values()].filter((at) => at > now.getTime());
      if (recent.length >= limits.workspacePerMinute)
        instants.push((recent.at(-limits.workspacePerMinute) ?? 0) + minuteMs);
      return instants.length === 0 ? null : new Date(Math.min(...instants));
    },
    posted(place: string, at: Date): void {
      nextAt.set(place, at.getTime() + limits.channelIntervalMs);
      recent.push(at.getTime());
    },
    /** Slack said 429 for this place. */
    holdPlace(place: string, until: Date): void {
      nextAt.set(place, Math.max(until.getTime(), nextAt.get(place) ?? 0));
    },
    /** A new leader does not know when its predecessor's last posts arrived: those channels rest one interval. */
    takeOver(now: Date, attempts: readonly { place: string; at: Date }[]): void {
      nextAt.clear();
      recent.length = 0;
      recent.push(...attempts.map((attempt) => attempt.at.getTime()).toSorted((left, right) => left - right));
      for (const { place } of attempts) nextAt.set(place, now.getTime() + limits.channelIntervalMs);
    },
  };
}

export type Pace = ReturnType<typeof createPace>;
