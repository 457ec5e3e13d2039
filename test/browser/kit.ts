import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll } from 'vitest';
import type { TestContext } from 'vitest';
import { createPlayground } from '#sandbox/web/page/playground.ts';
import { servePage } from '#sandbox/web/page/server.ts';
import type { PlaygroundStage } from '#sandbox/web/stage/stage.ts';
import { openPlaygroundStage } from '#sandbox/web/stage/stage.ts';

/** Debian's package `chromium`; another one by CHROMIUM_PATH. */
const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const storyTimeoutMs = 90_000;
/** A step that hangs is told by its own name, not by the story's. */
const stepTimeoutMs = 20_000;
const moveTimeoutMs = 45_000;

/** An hour before the December check-in of Ravenmoss (New York) and Tallow Lantern comes. */
export const beforeCheckIn = new Date('2026-12-08T13:30:00Z');

export interface Opened {
  page: Page;
  stage: PlaygroundStage;
  address: string;
  /** What the browser complained about; a story ends with none. */
  complaints: string[];
}

/** Options of a story's test. */
export const story = { timeout: storyTimeoutMs } as const;

/**
 * The playground at this time, in a real browser, for one test. Without Chromium the test is left out with its reason,
 * and with CI=1 that is a failure.
 */
export async function openStory(context: TestContext, startAt: Date): Promise<Opened> {
  if (isWithoutChromium()) context.skip(withoutChromium);
  const playground = await openBrowsed(startAt);
  context.onTestFinished(playground.close);
  return playground.visit(context);
}

/** One playground for all tests of a file, whose stories do not touch each other; each visits it in a page of its own. */
export function shareStory(startAt: Date): (context: TestContext) => Promise<Opened> {
  let playground: Promise<Browsed> | null = null;
  afterAll(async () => (await playground)?.close());
  return async (context) => {
    if (isWithoutChromium()) context.skip(withoutChromium);
    playground ??= openBrowsed(startAt);
    return (await playground).visit(context);
  };
}

const withoutChromium = `there is no Chromium at ${chromiumPath}`;

function isWithoutChromium(): boolean {
  const isThere = existsSync(chromiumPath);
  if (!isThere && process.env['CI'] === '1') {
    throw new Error(`${withoutChromium}, and with CI=1 browser tests must run`);
  }
  return !isThere;
}

/** A playground and a browser in front of it. */
interface Browsed {
  /** Opens a page, which a test leaves without a complaint. */
  visit(context: TestContext): Promise<Opened>;
  close(): Promise<void>;
}

async function openBrowsed(startAt: Date): Promise<Browsed> {
  const stage = await openPlaygroundStage(startAt);
  const server = await servePage(createPlayground(stage), stage.server.description);
  const profile = mkdtempSync(join(tmpdir(), 'drumbeat-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: flags,
    viewport: { width: 1280, height: 860 },
  });
  return {
    async visit(context) {
      const opened = { ...(await openPage(browser, server.address)), stage };
      context.onTestFinished(() => opened.page.close());
      context.onTestFinished(() => {
        if (opened.complaints.length > 0) throw new Error(`the browser complains: ${opened.complaints.join('\n')}`);
      });
      context.onTestFailed(() => tellWhatIsShown(opened));
      return opened;
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
      await server.close();
      await stage.close();
    },
  };
}

async function tellWhatIsShown({ page, stage }: Opened): Promise<void> {
  const stageLines = page.locator('#told:visible, #happened .bad').allTextContents();
  const shown = await stageLines.catch(() => []);
  const logged = stage.app.log().slice(-3);
  console.log([...shown, ...logged.map((line) => JSON.stringify(line))].join('\n'));
}

async function openPage(browser: BrowserContext, address: string): Promise<Omit<Opened, 'stage'>> {
  const complaints: string[] = [];
  const page = await browser.newPage();
  page.setDefaultTimeout(stepTimeoutMs);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  await page.locator('#places button').first().waitFor();
  return { page, address, complaints };
}

/** Presses a button of the clock and waits until time stands again. */
export async function move(page: Page, label: string): Promise<void> {
  const before = await page.locator('#now').textContent();
  await page.getByRole('button', { name: label, exact: true }).click();
  await page.waitForFunction(
    ([earlier]) => {
      const { document } = globalThis as any;
      return document.querySelector('#progress').hidden && document.querySelector('#now').textContent !== earlier;
    },
    [before],
    { timeout: moveTimeoutMs },
  );
}

export async function actAs(page: Page, userId: string): Promise<void> {
  await page.getByLabel('Act as').selectOption(userId);
  await page.waitForURL((url) => url.hash.includes(`as=${userId}`));
}

/** The newest message whose text holds this. */
export function message(page: Page, text: string) {
  return page.locator('#messages .message', { hasText: text }).last();
}
