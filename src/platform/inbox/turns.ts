/** Runs what it is given in the order given, at most `most` at a time; the rest waits. */
export function createTurns(most: number) {
  const waiting: (() => void)[] = [];
  let working = 0;

  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (working < most) working += 1;
    // Whoever ends hands its turn on, so `working` stays as it is.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
}
