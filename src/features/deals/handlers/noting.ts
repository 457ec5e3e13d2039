import { noteKeptView } from '#blocks/deals/evidence-inputs.ts';
import { callbackIds } from '#blocks/deals/ids.ts';
import { problemText } from '#blocks/deals/texts.ts';
import type { ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { SlackReader } from '#core/ports.ts';
import type { DealService } from '../service.ts';
import { requireMemberHere } from './asking.ts';
import { fileIdsOf, readFiles } from './evidence-files.ts';
import { createOpening } from './opening.ts';
import { evidenceOf, textOf } from './read-small.ts';

/** "Add a note" and "Ask for help": words, a link, files (domain §4.9). */
export function createNoteHandlers(deps: {
  service: DealService;
  slack: Pick<SlackReader, 'file'>;
}): Readonly<Record<string, ViewHandler>> {
  const { guarded, orderOf } = createOpening(deps);
  return { [callbackIds.note]: guarded('note', note) };

  async function note(request: ViewRequest): Promise<ViewAnswer> {
    const { values, reader } = request;
    const order = orderOf(request);
    const files = await readFiles(deps.slack, fileIdsOf(values), requireMemberHere(request));
    if (files.problem !== null) {
      return { kind: 'errors', fields: { evidenceFiles: problemText(files.problem, reader.language) } };
    }
    const evidence = [...evidenceOf(values), ...files.evidence];
    await deps.service.addNote({ ...order, note: textOf(values, 'note') ?? '', evidence });
    if (files.unseenCount === 0) return { kind: 'close' };
    return { kind: 'update', view: noteKeptView(order.dealId, files.unseenCount, reader.language) };
  }
}
