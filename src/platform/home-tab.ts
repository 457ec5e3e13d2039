import type { HomeSection } from '#core/contributions/home.ts';
import type { EdgeDeps } from './edge.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice } from './notices.ts';
import { toSlackError } from './slack-errors.ts';
import { platformTexts } from './texts.ts';

/** A home view takes a hundred blocks (slack.md §4). */
const maximumBlocks = 100;

/** App Home, assembled from what features contribute for this person. Strangers see one sentence. */
export function createHomeEdge(deps: EdgeDeps & { sections(): readonly HomeSection[] }) {
  return async (userId: string | undefined, delivery: Delivery): Promise<void> => {
    if (userId === undefined) return;
    const person = await deps.identity.personOfEvent(userId);
    const who = await deps.identity.of(person, null);
    const texts = platformTexts[who.reader.language];
    const blocks: object[] = [{ type: 'header', text: { type: 'plain_text', text: texts.homeTitle } }];
    const sections = who.actor.kind === 'stranger' ? [] : deps.sections().toSorted((a, b) => a.order - b.order);
    for (const section of sections) {
      try {
        blocks.push(...(await section.render(who.actor, who.reader)));
      } catch (thrown) {
        const told = deps.errors.handle(thrown, { delivery, reader: who.reader, actor: who.actor, surface: 'home' });
        blocks.push(...notice(told.text).blocks);
      }
    }
    if (blocks.length === 1) blocks.push(...notice(texts.homeForStranger).blocks);
    try {
      await deps.interactive.views.publish({
        user_id: userId,
        view: { type: 'home', blocks: blocks.slice(0, maximumBlocks) as never },
      });
    } catch (thrown) {
      throw toSlackError(thrown);
    }
  };
}
