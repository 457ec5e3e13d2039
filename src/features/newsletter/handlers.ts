import { callForm, fieldErrors, itemForm } from '#blocks/newsletter/forms.ts';
import { actionIds, callbackIds } from '#blocks/newsletter/ids.ts';
import { issueModal, previewModal } from '#blocks/newsletter/issue.ts';
import { notCountedNotice, notedNotice } from '#blocks/newsletter/notes.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import type { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ActionRequest, ViewAnswer, ViewHandler } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import { notFound } from './errors.ts';
import { CallForm, ItemForm, SeenMetadata, seenOf, seenValue } from './form-schemas.ts';
import type { Issue } from './schemas.ts';
import type { NewsletterService } from './service.ts';
import type { ChangeRequest } from './service/changing.ts';
import type { ShownIssue } from './service/reading.ts';

export function createHandlers({ service }: { service: NewsletterService }) {
  const actions: Readonly<Record<string, ActionHandler>> = {
    async [actionIds.open]({ actor, value: issueKey, openModal }) {
      await openModal(overview(await service.showIssue({ actor, issueKey })));
    },
    [actionIds.add]: (request) => show(request, ({ issue }, seen) => itemForm(issue, seen)),
    [actionIds.edit]: (request) => show(request, ({ issue }, seen) => itemForm(issue, seen)),
    [actionIds.call]: (request) => show(request, ({ issue }, seen) => callForm(issue, seen)),
    [actionIds.preview]: (request) => show(request, (shown) => previewModal(shown, valueOf(shown.issue))),
    [actionIds.back]: (request) => show(request, overview),
    [actionIds.remove]: (request) =>
      act(request, (change, { itemId }) => service.removeItem({ ...change, itemId: itemId ?? '' })),
    [actionIds.submit]: (request) => act(request, service.submitIssue),
    [actionIds.approve]: (request) => act(request, service.approveIssue),
    [actionIds.withdraw]: (request) => act(request, service.withdrawIssue),
    async [actionIds.answer]({ actor, value: issueKey, reader, notice }) {
      const answered = await service.answerCall({ actor, issueKey });
      if (answered.kind === 'interest') await notice(notedNotice(answered.contactName, reader));
      if (answered.kind === 'colleague') await notice(notCountedNotice());
    },
  };

  const views: Readonly<Record<string, ViewHandler>> = {
    [callbackIds.item]: (request) =>
      submitted(request, ItemForm, (change, form, { itemId }) => service.saveItem({ ...change, itemId, form })),
    [callbackIds.call]: (request) =>
      submitted(request, CallForm, (change, form) => service.saveCall({ ...change, form })),
  };

  const command: StaffCommand = {
    name: 'newsletter',
    usage: '[2027-Q1]',
    summary: 'Write, submit and approve the newsletter of a quarter; by default the next one to go out',
    async handle({ actor, text, openModal }) {
      const quarter = text.trim().toUpperCase();
      await openModal(overview(await service.showIssue({ actor, issueKey: quarter === '' ? null : quarter })));
    },
  };
  return { actions, views, commands: [command] };

  /** Puts another view into the modal that the press came from. */
  async function show(request: ActionRequest, view: (shown: ShownIssue, seen: SeenMetadata) => ModalView) {
    const seen = seenIn(request.value);
    const shown = await service.showIssue({ actor: request.actor, issueKey: seen.issueKey });
    await request.updateModal(view(shown, { ...seen, version: shown.issue.version }));
  }

  /** Acts on what was seen, then shows the issue as it is; also when somebody else was faster, who is told so. */
  async function act(
    request: ActionRequest,
    verb: (change: ChangeRequest, seen: SeenMetadata) => Promise<Issue>,
  ): Promise<void> {
    const { actor } = request;
    const seen = seenIn(request.value);
    try {
      await verb({ actor, seen }, seen);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.kind === 'conflict') await refresh(request, actor, seen.issueKey);
      throw thrown;
    }
    await refresh(request, actor, seen.issueKey);
  }

  async function refresh({ updateModal }: ActionRequest, actor: Actor, issueKey: string): Promise<void> {
    await updateModal(overview(await service.showIssue({ actor, issueKey })));
  }

  async function submitted<Form>(
    { actor, metadata, values }: Parameters<ViewHandler>[0],
    schema: z.ZodType<Form>,
    save: (change: ChangeRequest, form: Form, seen: SeenMetadata) => Promise<Issue>,
  ): Promise<ViewAnswer> {
    const seen = decodeMetadata(SeenMetadata, metadata);
    const form = schema.safeParse(values);
    if (!form.success) {
      const problems = form.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
      return { kind: 'errors', fields: fieldErrors(problems) };
    }
    await save({ actor, seen }, form.data, seen);
    return { kind: 'update', view: overview(await service.showIssue({ actor, issueKey: seen.issueKey })) };
  }
}

function overview(shown: ShownIssue): ModalView {
  return issueModal(shown, valueOf(shown.issue));
}

function valueOf({ issueKey, version }: Issue) {
  return (itemId: string | null): string => seenValue({ issueKey, version, itemId });
}

function seenIn(value: string): SeenMetadata {
  const seen = seenOf(value);
  if (seen === null) throw notFound();
  return seen;
}
