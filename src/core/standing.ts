import { z } from 'zod';
import type { StandingLine } from './contributions/standing.ts';
import type { Reader } from './interaction.ts';

/** What contributors of standing lines had to say at one instant, as it is kept with a message. */
export const TakenStanding = z.array(z.object({ name: z.string(), params: z.unknown() }));
export type TakenStanding = z.infer<typeof TakenStanding>;

export async function takeStanding(
  contributors: readonly StandingLine[],
  partnerId: string,
  at: Date,
): Promise<TakenStanding> {
  const inOrder = contributors.toSorted((left, right) => left.order - right.order);
  const taken = await Promise.all(
    inOrder.map(async (each) => ({ name: each.name, params: await each.take(partnerId, at) })),
  );
  return taken.filter(({ params }) => params !== null);
}

/** The lines; what its contributor no longer understands is left out. */
export function standingLines(
  contributors: readonly StandingLine[],
  taken: TakenStanding,
  reader: Reader,
): readonly string[] {
  return taken.flatMap(({ name, params }) => {
    const contributor = contributors.find((each) => each.name === name);
    const parsed = contributor?.params.safeParse(params);
    return contributor && parsed?.success ? [contributor.line(parsed.data as never, reader)] : [];
  });
}
