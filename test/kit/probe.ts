import { z } from 'zod';
import type { Feature } from '#core/feature.ts';
import { messageKind } from '#core/feature.ts';
import type { Intent, Outcome } from '#core/intent.ts';
import type { ActionRequest, ViewAnswer, ViewRequest } from '#core/interaction.ts';
import type { FeatureContext } from '#features/context.ts';

export interface Probe {
  feature: (ctx: FeatureContext) => Feature;
  outcomes: Outcome[];
  presses: ActionRequest[];
  /** What the next form submission answers; throw to fail. */
  onSubmit: (request: ViewRequest) => Promise<ViewAnswer> | ViewAnswer;
  onPress: (request: ActionRequest, ctx: FeatureContext) => Promise<void> | void;
  /** Owes a message in a transaction of its own. */
  send(intent: Partial<Intent> & Pick<Intent, 'key'>): Promise<void>;
  withdraw(key: string): Promise<void>;
  ctx(): FeatureContext;
}

/** A feature of the tests: owes any message, records its outcomes, and has one button and one form. */
export function createProbe(channelId: string): Probe {
  let context: FeatureContext | null = null;
  const ctx = (): FeatureContext => {
    if (!context) throw new Error('the probe was not built');
    return context;
  };
  const probe: Probe = {
    outcomes: [],
    presses: [],
    onSubmit: () => ({ kind: 'close' }),
    onPress: () => undefined,
    ctx,
    feature(built) {
      context = built;
      return {
        slug: 'probe',
        rights: {},
        messages: {
          note: messageKind(z.object({ text: z.string(), button: z.string().optional() }), renderNote),
          // Has a one-line form, so several can be told in one post.
          reminder: messageKind(z.object({ text: z.string() }), renderNote, ({ text }) => text),
        },
        actions: {
          async 'probe.note.press'(request) {
            probe.presses.push(request);
            await probe.onPress(request, built);
          },
        },
        views: { 'probe.form': async (request) => probe.onSubmit(request) },
        errorTexts: {
          en: { wrong: () => 'That is wrong; change it and send again.' },
          de: { wrong: () => 'Das ist falsch.' },
        },
        onOutcome(outcome) {
          probe.outcomes.push(outcome);
          return Promise.resolve();
        },
      };
    },
    send: (intent) =>
      ctx().inOneWrite((write) =>
        write.send({
          partnerId: null,
          audience: 'internal',
          to: { channelId },
          priority: 'P1',
          direct: true,
          topic: 'probe',
          notAfter: null,
          mentions: [],
          message: 'probe.note',
          params: { text: intent.key },
          ...intent,
        }),
      ),
    withdraw: (key) => ctx().inOneWrite((write) => write.withdraw(key)),
  };
  return probe;
}

function renderNote(params: { text: string; button?: string | undefined }) {
  const section = { type: 'section', text: { type: 'mrkdwn', text: params.text } };
  const button = {
    type: 'button',
    action_id: 'probe.note.press',
    text: { type: 'plain_text', text: 'Press' },
    value: params.button,
  };
  return {
    text: params.text,
    blocks: params.button === undefined ? [section] : [section, { type: 'actions', elements: [button] }],
  };
}
