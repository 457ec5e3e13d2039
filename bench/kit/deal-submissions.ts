import { actionIds } from '#blocks/deals/ids.ts';
import { stopwatch } from '#core/clock.ts';
import { sandboxSecrets } from '#sandbox/app.ts';
import { press, submit } from '#sandbox/demo/acting.ts';
import { nameRates } from '#sandbox/demo/deal-acting.ts';
import { story } from '#sandbox/demo/script.ts';
import { openStage } from '#sandbox/demo/stage.ts';
import type { Stage } from '#sandbox/demo/stage.ts';
import { signedHeaders } from '#sandbox/slack/signature.ts';
import type { BareOrder } from './bare-app.ts';
import { startChild } from './child.ts';
import { createLoad } from './load.ts';
import { seededRandom } from './statistics.ts';

/** Milliseconds of each. */
export interface SubmissionTimes {
  /** A signed press of bare Bolt with one insert, alone. */
  bare: number[];
  /** The last Submit of the form until Slack has its answer: stored, matched, in review. */
  answered: number[];
  /** Until the acknowledgement stands in the partner's channel. */
  acknowledged: number[];
}

const warmUp = 5;
const seller = 'UP007SELLER';
const channelId = 'CP007';

/** A seller submits one registration after the other to the whole app beside the sandbox, on a database of `uri`. */
export async function timesOfSubmissions(
  { uri, database }: { uri: string; database: string },
  count: number,
): Promise<SubmissionTimes> {
  const stage = await openStage(new Date('2026-11-16T09:00:00Z'));
  const { apiUrl, close } = await stage.slack.listen();
  const order: BareOrder = { uri, database, apiUrl, ...sandboxSecrets };
  const bare = await startChild<{ url: string }>(new URL('bare-app.ts', import.meta.url), order, []);
  const load = createLoad(bare.ready.url, 1);
  try {
    await story[0]?.act(stage);
    await nameRates(stage);
    await stage.app().runJob('directory.sweep-hubs');
    await stage.time().advanceTo(new Date('2026-11-16T16:00:00Z'));
    const random = seededRandom(1);
    const times: SubmissionTimes = { bare: [], answered: [], acknowledged: [] };
    for (let n = -warmUp; n < count; n += 1) {
      const [bareMs = 0] = await load.saturating([pressOf(n)]);
      const taken = await submission(stage, nameOf(random));
      if (n < 0) continue;
      times.bare.push(bareMs);
      times.answered.push(taken.answeredMs);
      times.acknowledged.push(taken.acknowledgedMs);
    }
    return times;
  } finally {
    load.close();
    await bare.stop();
    await close();
    await stage.close();
  }
}

async function submission(stage: Stage, name: string): Promise<{ answeredMs: number; acknowledgedMs: number }> {
  const person = stage.slack.as(seller);
  await press(stage, seller, channelId, actionIds.registerFromHub);
  const customerDomain = `${name.toLowerCase()}.example`;
  const contact = { contactName: 'Ada', contactTitle: 'CIO', contactEmail: `ada@${customerDomain}` };
  await submit(stage, seller, { customerLegalName: name, customerDomain, ...contact });
  await submit(stage, seller, {
    products: 'Vault',
    useCase: 'Records must be kept for thirty years.',
    estimatedAmount: '48,000',
    expectedCloseOn: '2027-01-29',
    stage: 'qualified',
    interactionType: 'meeting',
    interactionOn: '2026-11-12',
  });
  const sinceMs = stopwatch();
  await person.submitView({ values: { consent: ['yes'] } });
  const answeredMs = sinceMs();
  await stage.time().settle();
  const acknowledgedMs = sinceMs();
  if (!stage.slack.messages(channelId).some(({ text }) => text.includes(name)))
    throw new Error(`${name} is not told: ${JSON.stringify(person.currentView()?.content)}`);
  await person.closeView();
  // Slack takes one post a second in a channel.
  await stage.time().advanceTo(new Date(stage.clock.now().getTime() + 60_000));
  return { answeredMs, acknowledgedMs };
}

/** So unlike each other that none is taken for another. */
function nameOf(random: () => number): string {
  return `K${Array.from({ length: 11 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')}`;
}

function pressOf(n: number) {
  const payload = { type: 'block_actions', trigger_id: `bench.${n}`, actions: [{ action_id: 'a', type: 'button' }] };
  const place = { team: { id: 'T0LUMEN' }, user: { id: 'U1', team_id: 'T0LUMEN' }, channel: { id: channelId } };
  const body = new URLSearchParams({ payload: JSON.stringify({ ...payload, ...place }) }).toString();
  return { body, headers: signedHeaders(body, sandboxSecrets.signingSecret) };
}
