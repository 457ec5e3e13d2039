import type { Block, RenderedMessage } from '#core/surface.ts';
import type { FormOptions } from '#features/deals/form-schemas.ts';
import { registrationTypes } from '#features/deals/field-schemas.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

/** Homoglyphs, right-to-left, Slack's control sequences, and far too long. */
export const hostile = `\u202EАcme <!channel> & <@U1> <https://evil.example|click> *bold* @here\n`.repeat(60);

export const zone = 'Europe/Berlin';
export const at = new Date('2026-11-18T16:00:00Z');

export const options: FormOptions = {
  partnerId: 'P-0005',
  types: registrationTypes,
  products: ['Flow', 'Vault', hostile.slice(0, 100)],
  country: 'DE',
  currency: 'EUR',
  owners: [
    { value: 'me', name: hostile, person: { teamId: 'T1', userId: 'U1' } },
    { value: 'c-2', name: 'Anna', person: null },
  ],
  distributors: [{ partnerId: 'P-0002', name: hostile }],
  takesFiles: true,
  keptFiles: [
    { fileId: 'F0OFFER', name: hostile },
    { fileId: 'F0PLAN', name: null },
  ],
  roeVersion: 3,
  allowReservedDomains: true,
};

/** What is wrong with a message: beyond Slack's limits, or with somebody's markup alive in it. */
export function faultsOf({ text, blocks }: RenderedMessage): readonly unknown[] {
  const json = JSON.stringify({ text, blocks });
  return [...validateMessage(JSON.parse(json)), ...alive(`${text}\n${mrkdwnOf(blocks)}`)];
}

export function faultsOfView(view: object): readonly unknown[] {
  const json = JSON.stringify(view);
  return [...validateView(JSON.parse(json)), ...alive(mrkdwnOf(view))];
}

/** Prose of a message without its buttons (domain §0.4b: at most 600 characters). */
export function proseOf({ blocks }: RenderedMessage): string {
  return blocks.flatMap((block) => textsIn(block)).join('\n');
}

function textsIn(block: Block): string[] {
  const { text, elements } = block as Block & { text?: { text: string }; elements?: { text: string }[] };
  const inContext = block.type === 'context' ? (elements ?? []).map((element) => element.text) : [];
  return [text?.text ?? '', ...inContext];
}

/** Plain text is shown as it is, so only mrkdwn can do harm. */
function mrkdwnOf(view: object): string {
  const found: string[] = [];
  JSON.stringify(view, (_key, value: unknown) => {
    const node = value as { type?: string; text?: string } | null;
    if (node?.type === 'mrkdwn' && typeof node.text === 'string') found.push(node.text);
    return value;
  });
  return found.join('\n');
}

function alive(text: string): readonly string[] {
  return [/<!channel>|<@U1>|<https:\/\/evil\.example\||@here|\u202E/.exec(text)?.[0] ?? []].flat();
}
