import type { KnownBlock, ModalView } from '@slack/types';
import { AppError } from '#core/errors.ts';
import type { Block } from '#core/surface.ts';
import { section } from './elements.ts';
import { requireCount, requireLength } from './limits.ts';
import { plain } from './objects.ts';

/** A modal as Slack takes it; also a `ModalView` of core/surface. */
export interface Modal extends ModalView {
  callback_id: string;
}

export interface ModalParts {
  /** `<slug>.<form>` */
  callbackId: string;
  /** At most 24 characters are shown, as with both buttons. */
  title: string;
  /** Required as soon as there is an input. */
  submit?: string;
  close?: string;
  /** From `encodeMetadata`. */
  metadata?: string;
  blocks: readonly Block[];
}

/** Throws AppError(bug) for no or too many blocks, and for inputs without a submit button. */
export function modal(parts: ModalParts): Modal {
  const blocks = requireCount('modalBlocks', parts.blocks) as KnownBlock[];
  if (parts.submit === undefined && blocks.some((block) => block.type === 'input')) {
    throw new AppError({ kind: 'bug', code: 'core.modal_without_submit', details: { callbackId: parts.callbackId } });
  }
  return {
    type: 'modal',
    callback_id: requireLength('id', parts.callbackId),
    title: plain(parts.title, 'modalTitle'),
    ...(parts.submit === undefined ? {} : { submit: plain(parts.submit, 'modalButton') }),
    ...(parts.close === undefined ? {} : { close: plain(parts.close, 'modalButton') }),
    ...(parts.metadata === undefined ? {} : { private_metadata: requireLength('metadata', parts.metadata) }),
    blocks,
  };
}

/** A modal that only tells something: one paragraph of mrkdwn, nothing to submit. */
export function noticeModal(parts: { callbackId?: string; title: string; text: string; close?: string }): Modal {
  const { callbackId = 'core.notice', text, ...rest } = parts;
  return modal({ ...rest, callbackId, blocks: [section(text)] });
}
