import { closingForm, fieldErrors } from '#blocks/follow-ups/forms.ts';
import { actionIds, callbackIds } from '#blocks/follow-ups/ids.ts';
import { changedNotice, listMessage } from '#blocks/follow-ups/list.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { z } from 'zod';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ActionHandler, CommandRequest, ViewHandler } from '#core/interaction.ts';
import { badCommand } from './errors.ts';
import { ClosingForm } from './schemas.ts';
import type { FollowUp } from './schemas.ts';
import type { FollowUpService } from './service.ts';
import type { Closing } from './service/working.ts';

const listLength = 8;
const Metadata = z.object({ followUpId: z.string() });

export function createHandlers({ service }: { service: FollowUpService }) {
  const actions: Readonly<Record<string, ActionHandler>> = {
    async [actionIds.start]({ value: followUpId, actor }) {
      await service.start({ followUpId, actor });
    },
    async [actionIds.wait]({ value: followUpId, actor }) {
      await service.waitForPartner({ followUpId, actor });
    },
    [actionIds.finish]: openForm('finish'),
    [actionIds.decline]: openForm('decline'),
  };
  const views: Readonly<Record<string, ViewHandler>> = {
    [callbackIds.finish]: submit('finish'),
    [callbackIds.decline]: submit('decline'),
  };
  const command: StaffCommand = {
    name: 'follow-ups',
    usage: '[P-0016 | FU-0123 assign <key> | FU-0123 due <day> | FU-0123 cancel <reason>]',
    summary: 'Show your open follow-ups or those of a partner; hand one on, set a new day, or cancel it',
    handle: (request) => {
      const [first = '', verb = '', ...words] = request.text.split(/\s+/);
      const id = first.toUpperCase();
      return id.startsWith('FU-') ? change(request, id, verb.toLowerCase(), words) : list(request, id);
    },
  };
  return { actions, views, commands: [command] };

  function openForm(closing: Closing): ActionHandler {
    return async ({ value: followUpId, actor, openModal }) => {
      await openModal(closingForm(closing, await service.openedBy({ followUpId, actor })));
    };
  }

  function submit(closing: Closing): ViewHandler {
    return async ({ actor, metadata, values, deliveryKey }) => {
      const { followUpId } = decodeMetadata(Metadata, metadata);
      const form = ClosingForm.safeParse({ sentence: values['sentence'] ?? undefined, note: values['note'] });
      if (!form.success) {
        const problems = form.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
        return { kind: 'errors', fields: fieldErrors(problems) };
      }
      await service.close({ followUpId, actor, closing, form: form.data, deliveryKey });
      return { kind: 'close' };
    };
  }

  async function list({ actor, notice }: CommandRequest, partnerId: string): Promise<void> {
    const found =
      partnerId === ''
        ? await service.listOfOwner({ actor, limit: listLength })
        : await service.listOfPartner({ partnerId, actor, limit: listLength });
    await notice(listMessage(partnerId === '' ? null : partnerId, found));
  }

  async function change(request: CommandRequest, followUpId: string, verb: string, words: readonly string[]) {
    const changed = await changedBy({ followUpId, actor: request.actor }, verb, words);
    await request.notice(changedNotice(changed.followUpId, changed.state));
  }

  function changedBy(
    theirs: Pick<CommandRequest, 'actor'> & { followUpId: string },
    verb: string,
    words: readonly string[],
  ): Promise<FollowUp> {
    const said = words.join(' ').trim();
    if (said === '') throw badCommand();
    switch (verb) {
      case 'assign':
        return service.reassign({ ...theirs, staffKey: said.toLowerCase() });
      case 'due':
        return service.setNewDate({ ...theirs, dueOn: said });
      case 'cancel':
        return service.cancel({ ...theirs, reason: said.slice(0, 500) });
      default:
        throw badCommand();
    }
  }
}
