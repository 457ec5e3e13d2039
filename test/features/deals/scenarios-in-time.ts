import { beforeAll, describe, expect, it } from 'vitest';
import type { FixtureApp } from './fixtures-kit.ts';
import { buttonsUnder, foreignWords, partnerMessagesOf, threadIn, until } from './scenario-kit.ts';
import { decisionsRead } from './scenarios-submitted.ts';

/** The same ones a day and three weeks after the clock: what everybody has read by then. */
export function scenariosInTime(app: FixtureApp): void {
  describe('scenarios of domain §16.4 as time goes on', () => {
    beforeAll(() => until(app, '2026-11-16T17:00:00Z'), 60_000);

    it.each([
      ['S06', 'P007', 'Fablestone', '15:40 (Chicago)'],
      ['S07', 'P009', 'Fable Stone Inc.', '16:40 (New York)'],
    ])(
      '%s: each of the pair is asked for evidence in its own morning, and hears nothing of the other',
      (_, partner, customer, due) => {
        const [root, flagged] = threadIn(app, partner, customer);
        expect(root).toContain(`in review: *${customer}*`);
        expect(flagged).toMatch(/^We need a little more evidence\./);
        expect(flagged).toContain(`Decision by *Tue 17 Nov ${due}*`);
      },
    );

    it('S18: the partner and the lead are told that we are late, and the new time', async () => {
      const { dealId } = await app.deal('S18');
      const [root, late] = threadIn(app, 'P003', 'Quartzdale Insurance');
      expect(root).toContain('Decision by *Mon 16 Nov 11:00 (Denver)*. Reviewer: Greta Halloran.');
      expect(late).toBe(
        `We are late on ${dealId}. New time: *Mon 16 Nov 11:00 (Denver)*. Greta Halloran’s lead is informed.`,
      );
      const read = app.test.slack
        .as('UGRETA')
        .dms()
        .map(({ text }) => text);
      expect(read.filter((text) => text.includes(`*${dealId}* is very late`))).toHaveLength(1);
    });

    it('S19: seven days before the end it is asked about once, in the partner’s morning, with what can be done', () => {
      const left = '*7 days* of protection left, until 23 Nov 2026. Last update 11 days ago.';
      const [, ...replies] = threadIn(app, 'P002', 'Peppervale Logistics');
      expect(replies).toEqual([expect.stringContaining(left)]);
      const buttons = buttonsUnder(app, 'P002', left);
      for (const button of ['Update', 'Extend', 'Mark won', 'Mark lost']) expect(buttons).toContain(button);
    });

    it('S22: 47 days without an update, so owner and manager were asked and the next rung is at 60', async () => {
      const deal = await app.deal('S22');
      expect(deal.timers).toContainEqual({ step: 'stale_60', at: new Date('2026-11-29T15:00:00Z') });
      const asked = 'No update for 47 days. Still working it?';
      expect(threadIn(app, 'P008', 'Umberwick Retail')[1]).toBe(asked);
      expect(buttonsUnder(app, 'P008', asked)).toContain('Update');
      const read = app.test.slack
        .as('UPRIYA')
        .dms()
        .map(({ text }) => text);
      expect(read).toContainEqual(expect.stringContaining('Umberwick Retail'));
    });

    it('S17 and S19 come to their ends, and each is told which', async () => {
      await until(app, '2026-12-08T16:00:00Z');
      // Morning in Sydney.
      await until(app, '2026-12-08T23:00:00Z');
      expect([(await app.deal('S17')).status, (await app.deal('S17')).closedReason]).toEqual([
        'withdrawn',
        'no_answer',
      ]);
      expect(threadIn(app, 'P012', 'Yarrowcroft Textiles').at(-1)).toContain(
        'Withdrawn, since no answer came in time.',
      );
      expect((await app.deal('S19')).status).toBe('expired');
      const [root, ...replies] = threadIn(app, 'P002', 'Peppervale Logistics');
      expect(root).toContain('protection ended: *Peppervale Logistics*');
      expect(replies.at(-1)).toContain('Until *9 Dec 2026* you can ask to reinstate it.');
    }, 60_000);

    it.each(Object.entries(decisionsRead))('%s: the decision stands in the thread, in neutral words', (_, read) => {
      const { partner, customer, state, words } = read;
      const [root, ...replies] = threadIn(app, partner, customer);
      expect(root).toContain(` ${state}: *${customer}*`);
      expect(replies).toEqual([expect.stringMatching(words)]);
      for (const untold of ['Kitehollow', 'Fennelworks', '5,200,000', 'Nora'])
        expect(replies.join()).not.toContain(untold);
    });

    it('and in all of it nobody reads of another partner, nor in the answer of a pre-check', async () => {
      for (const [userId, domain] of [
        ['UP016SELLER', 'brindlewick.example'],
        ['UP007SELLER', 'elmstone-clinics.example'],
      ] as const) {
        await app.test.slack.as(userId).sayDirectly(`is ${domain} free?`);
      }
      await until(app, '2026-12-08T23:10:00Z');
      const messages = await partnerMessagesOf(app);
      const foreignIn = await foreignWords(app);
      expect(messages.filter(({ said }) => said.includes('is taken'))).toHaveLength(2);
      expect(new Set(messages.map(({ partnerId }) => partnerId)).size).toBeGreaterThan(15);
      expect(messages.flatMap((message) => foreignIn(message).map((word) => `${message.key}: ${word}`))).toEqual([]);
      const leak = {
        key: 'x',
        partnerId: 'P-0016',
        said: 'Kitehollow Systems has elmstone-clinics.example',
        asked: '',
      };
      expect(foreignIn(leak)).toEqual(['Kitehollow Systems', 'elmstone-clinics.example']);
    }, 60_000);
  });
}
