import { once } from 'node:events';
import { createServer } from 'node:http';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { stopwatch } from '#core/clock.ts';
import { createPlayground } from '#sandbox/web/page/playground.ts';
import { servePage } from '#sandbox/web/page/server.ts';
import type { PlaygroundStage } from '#sandbox/web/stage/stage.ts';
import { openPlaygroundStage } from '#sandbox/web/stage/stage.ts';
import type { Report } from './kit/report.ts';
import { median } from './kit/statistics.ts';

export const about = 'the playground in Chromium: first page, press to its visible result, a simulated quarter';

const rounds = 20;
const warmUps = 3;
const userId = 'UP016SELLER';
const channelId = 'CP016';
const actionId = 'directory.hub.contacts';
const aims = { firstPageMs: 1000, pressMs: 200, quarterMs: 20_000 };

export async function run(report: Report): Promise<void> {
  const stage = await openPlaygroundStage();
  report.note(stage.server.description);
  const server = await servePage(createPlayground(stage), stage.server.description);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    await firstPage(report, page, server.address);
    await presses(report, page, stage);
    await quarter(report, page, stage);
  } finally {
    await browser.close();
    await server.close();
    await stage.close();
  }
}

/** From the address to the messages on the screen, against the same bytes as one finished page. */
async function firstPage(report: Report, page: Page, address: string): Promise<void> {
  const open = async (): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(address);
    await page.locator('#messages .message').first().waitFor();
  };
  await open();
  const finished = await page.content();
  const style = await (await fetch(`${address}style.css`)).text();
  const markup = finished
    .replace(/<script[^>]*><\/script>/, '')
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
  const bare = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(markup),
  );
  bare.listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const bound = bare.address();
  const bareAddress = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`;
  const openBare = async (): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(bareAddress);
    await page.locator('#messages .message').first().waitFor();
  };
  const { ours, theirs } = await alternating(timed(open), timed(openBare));
  bare.closeAllConnections();
  bare.close();
  report.figure({
    name: 'first page',
    value: ours / theirs,
    baseline: 'a bare page of the same size',
    aim: { atMost: 4 },
  });
  report.figure({
    name: 'first page, of a second',
    value: ours / aims.firstPageMs,
    baseline: '1 s',
    aim: { atMost: 1 },
  });
  report.note(`first page: ${ms(ours)} against ${ms(theirs)}`);
  await open();
}

/** From the press of a button to the open form, against the bare signed request until its acknowledgement. */
async function presses(report: Report, page: Page, stage: PlaygroundStage): Promise<void> {
  const person = stage.slack.as(userId);
  const ts = stage.slack.messages(channelId)[0]?.ts ?? '';
  const form = page.locator('dialog#modal[open] form');
  // Inside the page: what drives the browser waits for animation frames of its own.
  const press = (): Promise<number> =>
    page.evaluate(
      (selector) =>
        new Promise<number>((resolve) => {
          const { document, performance, MutationObserver, requestAnimationFrame } = globalThis as any;
          const dialog = document.querySelector('#modal');
          const began = performance.now();
          const look = new MutationObserver(() => {
            if (!dialog.open || !dialog.querySelector('form')) return;
            look.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - began));
          });
          look.observe(dialog, { attributes: true, childList: true });
          document.querySelector(selector).click();
        }),
      `#messages [data-action="${actionId}"]`,
    );
  const pressBare = timed(async () => void (await person.press({ channelId, ts, actionId })));
  const { ours, theirs } = await alternating(press, pressBare, async () => {
    await stage.slack.settle();
    // Whoever pressed, the form is open for that person; closing it is not measured.
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
  });
  report.figure({
    name: 'press to its visible result',
    value: ours / theirs,
    baseline: 'the bare signed request',
    aim: { atMost: 6 },
  });
  report.figure({
    name: 'press to its visible result, of a fifth of a second',
    value: ours / aims.pressMs,
    baseline: '200 ms',
    aim: { atMost: 1 },
  });
  report.note(`press to its visible result: ${ms(ours)} against ${ms(theirs)}`);
}

async function quarter(report: Report, page: Page, stage: PlaygroundStage): Promise<void> {
  const callsBefore = stage.slack.log.calls.length;
  const elapsedMs = stopwatch();
  await page.locator('[data-move="quarter"]').click();
  await page.locator('#progress').waitFor();
  await page.locator('#progress').waitFor({ state: 'hidden', timeout: 180_000 });
  const tookMs = elapsedMs();
  report.figure({
    name: 'a simulated quarter of all partners, of 20 seconds',
    value: tookMs / aims.quarterMs,
    baseline: '20 s',
    aim: { atMost: 1 },
  });
  report.note(
    `a quarter: ${(tookMs / 1000).toFixed(1)} s with progress shown, ${stage.slack.log.calls.length - callsBefore} Slack calls`,
  );
}

function timed(work: () => Promise<void>): () => Promise<number> {
  return async () => {
    const elapsedMs = stopwatch();
    await work();
    return elapsedMs();
  };
}

/** Medians of two ways that take turns, so that drift cancels; `after` runs unmeasured behind each. */
async function alternating(
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
  after: () => Promise<void> = () => Promise.resolve(),
): Promise<{ ours: number; theirs: number }> {
  const samples = { ours: [] as number[], theirs: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const ways = [['ours', ours] as const, ['theirs', theirs] as const];
    for (const [side, way] of round % 2 === 0 ? ways : ways.toReversed()) {
      const tookMs = await way();
      if (round >= 0) samples[side].push(tookMs);
      await after();
    }
  }
  return { ours: median(samples.ours), theirs: median(samples.theirs) };
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
