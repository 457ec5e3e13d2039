export interface TurnLimits {
  /** Works under way at once. Slack's answer times count, so that many may wait for views.open together. */
  most: number;
  /** The same while requests wait for their acknowledgement: never zero, so that no storm stops all work. */
  whileAcknowledging: number;
}

/** Acknowledgements go before the work that may follow them; work begins in the order in which it came. */
export function createTurns(limits: TurnLimits) {
  const waiting: (() => void)[] = [];
  let working = 0;
  let acknowledging = 0;

  function startDue(): void {
    const most = acknowledging > 0 ? limits.whileAcknowledging : limits.most;
    while (working < most) {
      const start = waiting.shift();
      if (!start) return;
      working += 1;
      start();
    }
  }

  return {
    /** What Slack waits for: begins at once. */
    async first<Result>(acknowledge: () => Promise<Result>): Promise<Result> {
      acknowledging += 1;
      try {
        return await acknowledge();
      } finally {
        acknowledging -= 1;
        startDue();
      }
    },

    /** What nobody waits for at the other end of a connection. */
    async afterwards<Result>(work: () => Promise<Result>): Promise<Result> {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        startDue();
      });
      try {
        return await work();
      } finally {
        working -= 1;
        startDue();
      }
    },
  };
}
