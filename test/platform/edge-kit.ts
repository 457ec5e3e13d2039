import type { Feature } from '#core/feature.ts';
import type { CommandRequest, MentionRequest, ViewRequest } from '#core/interaction.ts';
import type { FeatureContext } from '#features/context.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import type { Probe } from '#test/kit/probe.ts';
import { createProbe } from '#test/kit/probe.ts';

export const acme: TestPartner = { ref: 'P101', name: 'Acme' };
export const birch: TestPartner = { ref: 'P102', name: 'Birch', language: 'de', zone: 'Europe/Berlin', country: 'DE' };
/** Somebody of a company that is no partner, sitting in Acme's channel. */
export const stranger = { userId: 'USTRANGE', teamId: 'TELSE' } as const;

/** The probe with something behind every edge; tests put in what each does. */
export interface EdgeProbe extends Probe {
  submissions: ViewRequest[];
  onCommand: (request: CommandRequest) => Promise<void> | void;
  onMention: (request: MentionRequest) => Promise<void> | void;
  homeFails: boolean;
}

export function createEdgeProbe(): EdgeProbe {
  const probe = createProbe(channelOf(acme));
  const base = probe.feature;
  const edge: EdgeProbe = Object.assign(probe, {
    submissions: [] as ViewRequest[],
    onCommand: () => undefined,
    onMention: () => undefined,
    homeFails: false,
    feature: (ctx: FeatureContext): Feature => ({
      ...base(ctx),
      actions: { ...base(ctx).actions, 'probe.form.open': (request) => request.openModal(probeForm as never) },
      views: {
        'probe.form': async (request) => {
          edge.submissions.push(request);
          return edge.onSubmit(request);
        },
      },
      commands: [
        { name: 'probe', usage: '[word]', summary: 'tries', handle: async (request) => edge.onCommand(request) },
      ],
      mentions: [{ keywords: ['probe'], handle: async (request) => edge.onMention(request) }],
      help: [{ en: 'say *probe*', de: 'sagen Sie *probe*' }],
      homeSections: [
        {
          order: 900,
          render: (actor) =>
            edge.homeFails
              ? Promise.reject(new Error('secret of the Home'))
              : Promise.resolve([sectionOf(`Home of a ${actor.kind}`), buttonsOf('probe.home.unknown', 'x')] as never),
        },
      ],
    }),
  });
  return edge;
}

export const probeForm = {
  type: 'modal',
  callback_id: 'probe.form',
  title: { type: 'plain_text', text: 'Probe' },
  submit: { type: 'plain_text', text: 'Send' },
  private_metadata: 'opaque',
  blocks: [inputOf('amount'), inputOf('note')],
};

function inputOf(name: string) {
  const element = { type: 'plain_text_input', action_id: 'entered' };
  return { type: 'input', block_id: name, optional: true, label: { type: 'plain_text', text: name }, element };
}

function sectionOf(text: string) {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function buttonsOf(actionId: string, value: string) {
  const button = { type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'Press' }, value };
  return { type: 'actions', elements: [button] };
}

export interface EdgeTest extends TestApp {
  probe: EdgeProbe;
  /** Acme's message with one button of the probe. */
  noteTs: string;
}

/** Acme (English) and Birch (German) with their people, one stranger, and a message with a button in Acme's channel. */
export async function startEdges(options: TestAppOptions = {}): Promise<EdgeTest> {
  const probe = createEdgeProbe();
  const test = await createTestApp({
    ...options,
    world(slack) {
      partnerWorld([acme, birch])(slack);
      addStranger(slack);
      options.world?.(slack);
    },
    overrides: { moreFeatures: (ctx) => [probe.feature(ctx)], ...options.overrides },
  });
  await seedPartners(test, [acme, birch]);
  await test.time.advanceTo(new Date(test.clock.now().getTime() + 60_000));
  await sendTo(probe, acme, 'probe:note:acme', { text: 'Please press', button: 'opaque-1' });
  await sendTo(probe, birch, 'probe:note:birch', { text: 'Bitte', button: 'opaque-2' });
  await test.time.advanceTo(new Date(test.clock.now().getTime() + 60_000));
  return Object.assign(test, { probe, noteTs: noteIn(test.slack, acme, 'Please press') });
}

export function sendTo(probe: Probe, partner: TestPartner, key: string, params: Record<string, unknown>) {
  const to = { channelId: channelOf(partner) };
  return probe.send({ key, partnerId: partnerIdOf(partner), audience: 'partner', to, params });
}

export function noteIn(slack: SandboxSlack, partner: TestPartner, text: string): string {
  const ts = slack.messages(channelOf(partner)).find((message) => message.text === text)?.ts;
  if (ts === undefined) throw new Error(`there is no message "${text}"`);
  return ts;
}

function addStranger(slack: SandboxSlack): void {
  slack.world.addTeam({ id: stranger.teamId, name: 'Elsewhere' });
  slack.world.addUser({ id: stranger.userId, teamId: stranger.teamId, name: 'sly' });
  slack.world.channel(channelOf(acme)).teamIds.push(stranger.teamId);
  slack.world.channel(channelOf(acme)).memberIds.add(stranger.userId);
}

/** Opens the probe's form for this person, as a button would. */
export async function openForm(test: EdgeTest, userId: string): Promise<void> {
  await test.slack
    .as(userId)
    .press({ channelId: channelOf(acme), ts: test.noteTs, actionId: 'probe.form.open', forged: true });
  await test.time.settle();
  if (!test.slack.as(userId).currentView()) throw new Error('the form did not open');
}

/** The last courtesy that only this person saw. */
export function lastWord(test: EdgeTest, userId: string): string {
  return test.slack.as(userId).ephemeralMessages().at(-1)?.text ?? '';
}

/** Rows of the inbox, oldest first. */
export async function deliveries(test: TestApp, kind?: string) {
  return test.database
    .collection<{ _id: string } & Record<string, unknown>>('inbox_deliveries')
    .find(kind === undefined ? {} : { kind })
    .sort({ receivedAt: 1 })
    .toArray();
}
