import type { Actor } from '../actor.ts';
import type { Reader } from '../interaction.ts';
import type { Block } from '../surface.ts';

/** One section of App Home; the contributor decides by actor what may be shown and returns [] for nothing. */
export interface HomeSection {
  order: number;
  render(actor: Actor, reader: Reader): Promise<readonly Block[]>;
}
