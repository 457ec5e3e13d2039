import type { ConfirmationDialog, MrkdwnElement, PlainTextElement } from '@slack/types';
import { AppError } from '#core/errors.ts';
import { plainText } from './escape.ts';
import { clipMrkdwn, limits, requireLength } from './limits.ts';
import type { LimitName } from './limits.ts';

export interface ConfirmParts {
  title: string;
  text: string;
  confirm: string;
  deny: string;
  style?: 'primary' | 'danger';
}

/** A plain_text object; blank text, which Slack refuses, becomes a dash. */
export function plain(text: string, limit: LimitName): PlainTextElement {
  return { type: 'plain_text', text: plainText(text, limits[limit]) || blank, emoji: true };
}

const blank = '–';

/** A mrkdwn object; blank as in `plain`. */
export function mrkdwnObject(text: string, limit: LimitName): MrkdwnElement {
  return { type: 'mrkdwn', text: clipMrkdwn(text.trim() === '' ? blank : text, limits[limit]) };
}

export function confirmation(parts: ConfirmParts): ConfirmationDialog {
  return {
    title: plain(parts.title, 'confirmTitle'),
    text: plain(parts.text, 'confirmText'),
    confirm: plain(parts.confirm, 'confirmButton'),
    deny: plain(parts.deny, 'confirmButton'),
    ...(parts.style === undefined ? {} : { style: parts.style }),
  };
}

export function placeholderOf(parts: { placeholder?: string }): { placeholder?: PlainTextElement } {
  return parts.placeholder === undefined ? {} : { placeholder: plain(parts.placeholder, 'placeholder') };
}

/** Throws AppError(bug, core.bad_address) for anything but http and https. */
export function requireAddress(url: string): string {
  if (!/^https?:\/\//u.test(url)) throw new AppError({ kind: 'bug', code: 'core.bad_address' });
  return requireLength('url', url);
}

/** Without an action_id nobody could handle the press. Throws AppError(bug, core.missing_action_id). */
export function requireActionId(element: { type: string; action_id?: string }): void {
  if (element.type === 'image' || element.action_id !== undefined) return;
  throw new AppError({ kind: 'bug', code: 'core.missing_action_id', details: { element: element.type } });
}
