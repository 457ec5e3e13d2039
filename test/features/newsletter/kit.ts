import { actions, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import { actionIds } from '#blocks/newsletter/ids.ts';
import type { z } from 'zod';
import { addMinutes } from '#core/calendar/instants.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { TouchRun } from '#core/touches.ts';
import type { FeatureContext } from '#features/context.ts';
import { IssueContent } from '#features/newsletter/schemas.ts';
import { homeTeam } from '#sandbox/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';

export const london: TestPartner = { ref: 'P501', name: 'Mossgrove Tech' };
export const berlin: TestPartner = {
  ref: 'P502',
  name: 'Otterbrook Systems',
  zone: 'Europe/Berlin',
  country: 'DE',
  language: 'de',
};

/** The first business day of 2027-Q1 in the United States, before anybody is asked for a draft. */
export const quarterStart = new Date('2027-01-04T12:00:00Z');
export const issueKey = '2027-Q1';
export const sweep = 'newsletter.sweep-issues';

/** Of our team; known to Slack only, until `hireMara`. */
export const mara = 'UMARA';

type StaffKey = keyof typeof staffPerson;

export interface NewsletterTest extends TestApp {
  content(): TouchContent;
  /** What this partner's touch would show now; null when it would be skipped. */
  take(partner: TestPartner): Promise<IssueContent | null>;
  /** Posts the content as the touch does. */
  post(partner: TestPartner): Promise<void>;
}

export async function appWith(
  partners: readonly TestPartner[] = [london, berlin],
  options: TestAppOptions = {},
): Promise<NewsletterTest> {
  const poster = createPoster();
  const app = await createTestApp({
    startAt: quarterStart,
    ...options,
    world(slack) {
      partnerWorld(partners)(slack);
      slack.world.addUser({ id: mara, teamId: homeTeam.id, name: 'mara' });
    },
    overrides: { ...options.overrides, moreFeatures: (ctx) => [poster.feature(ctx, () => content())] },
  });
  await seedPartners(app, partners);
  const content = (): TouchContent => {
    const newsletter = app.app.features.list.find(({ slug }) => slug === 'newsletter');
    const [issue] = newsletter?.touchContent ?? [];
    if (issue === undefined) throw new Error('the newsletter has no content');
    return issue;
  };
  const take = async (partner: TestPartner) =>
    (await content().take(runOf(partner), app.clock.now())) as IssueContent | null;
  return Object.assign(app, {
    content,
    take,
    async post(partner: TestPartner) {
      const taken = await take(partner);
      if (taken === null) throw new Error('nothing is approved');
      await poster.post(partner, taken);
      await goOn(app);
    },
  });
}

/** Somebody whose role is marketing, and nothing else. */
export async function hireMara(test: TestApp): Promise<void> {
  const text = `key,name,teamId,userId,roles,timeZone\nmara,Mara Voss,${homeTeam.id},${mara},partner_marketing,Europe/Berlin`;
  const actor = { kind: 'operator', name: 'test' } as const;
  await test.slack.world.invite(channelOf(london), [mara]);
  await test.app.features.bySlug.directory.importStaff({ mode: 'apply', skipBad: false, actor, text });
}

export function linesFor(test: NewsletterTest, taken: IssueContent | null, language: Reader['language']) {
  return test.content().lines(taken as never, { language, zone: 'UTC' });
}

export async function goOn(test: TestApp, minutes = 3): Promise<void> {
  await test.time.advanceTo(addMinutes(test.clock.now(), minutes));
}

/** Opens the form by the command. */
export async function open(test: TestApp, who: StaffKey, quarter = issueKey): Promise<void> {
  await test.slack.as(staffPerson[who]).command(`/partner newsletter ${quarter}`, { channelId: channelOf(london) });
  await test.time.settle();
}

export async function press(test: TestApp, who: StaffKey, actionId: string, value?: string): Promise<void> {
  await test.slack.as(staffPerson[who]).pressInView({ actionId, value });
  await test.time.settle();
}

/** Sends the open form; answers the texts under its fields. */
export async function send(test: TestApp, who: StaffKey, values: Record<string, unknown>) {
  const { errors } = await test.slack.as(staffPerson[who]).submitView({ values: values as never });
  await test.time.settle();
  return errors;
}

export async function addItem(test: TestApp, who: StaffKey, values: Record<string, unknown>) {
  await press(test, who, actionIds.add);
  return send(test, who, values);
}

export function shown(test: TestApp, who: StaffKey): string {
  return JSON.stringify(test.slack.as(staffPerson[who]).viewStack());
}

export function dmTexts(test: TestApp, who: StaffKey): readonly string[] {
  return test.slack
    .as(staffPerson[who])
    .dms()
    .map(({ text }) => text);
}

/** Presses what this person's form does not offer, or what it offers, wherever it stands now. */
export async function forge(test: TestApp, userId: string, actionId: string, value: string): Promise<void> {
  const channelId = channelOf(london);
  const ts = test.slack.messages(channelId)[0]?.ts ?? '';
  await test.slack.as(userId).press({ channelId, ts, actionId, value, forged: true });
}

/** An issue of one item, and a button that asks us; Ines wrote it, Greta approved it. */
export async function approved(test: TestApp, call: Record<string, unknown> = { en: 'Tell me more' }): Promise<void> {
  await open(test, 'ines');
  await addItem(test, 'ines', { en: 'The portal opens in March.' });
  await press(test, 'ines', actionIds.call);
  await send(test, 'ines', call);
  await press(test, 'ines', actionIds.submit);
  await open(test, 'greta');
  await press(test, 'greta', actionIds.approve);
}

/** Presses the one button of the newsletter in this partner's channel. */
export async function answerCall(test: TestApp, partner: TestPartner, userId: string): Promise<void> {
  const channelId = channelOf(partner);
  const has = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks ?? []).includes(actionIds.answer);
  const post = test.slack.messages(channelId).findLast(has);
  if (post === undefined) throw new Error('there is no newsletter');
  await test.slack.as(userId).press({ channelId, ts: post.ts, actionId: actionIds.answer });
}

function runOf(partner: TestPartner): TouchRun {
  const partnerId = partnerIdOf(partner);
  return {
    occurrenceId: `quarterly_newsletter:${partnerId}:${issueKey}`,
    touchId: 'quarterly_newsletter',
    partnerId,
    periodKey: issueKey,
    heldOn: '2027-01-08',
    zone: partner.zone ?? 'Europe/London',
    meetingAt: null,
    closeAt: new Date('2027-01-08T17:00:00Z'),
  };
}

/** Stands in for the touch that shows the content. */
function createPoster() {
  let context: FeatureContext | undefined;
  return {
    feature(ctx: FeatureContext, content: () => TouchContent): Feature {
      context = ctx;
      const render = (taken: IssueContent, reader: Reader) => {
        const buttons = content().buttons?.(taken as never, reader) ?? [];
        const text = content()
          .lines(taken as never, reader)
          .join('\n');
        return message({ text, blocks: [section(text), actions(...(buttons as never[]))] });
      };
      return { slug: 'poster', rights: {}, messages: { post: messageKind(IssueContent, render) } };
    },
    async post(partner: TestPartner, taken: z.infer<typeof IssueContent>): Promise<void> {
      await context?.inOneWrite((write) =>
        write.send({
          key: `poster:post:${partnerIdOf(partner)}`,
          partnerId: partnerIdOf(partner),
          audience: 'partner',
          to: { channelId: channelOf(partner) },
          priority: 'P1',
          direct: true,
          topic: 'newsletter',
          notAfter: null,
          mentions: [],
          message: 'poster.post',
          params: taken,
        }),
      );
    },
  };
}
