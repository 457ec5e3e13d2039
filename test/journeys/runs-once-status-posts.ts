import { createTestApp } from '#test/kit/app.ts';
import { partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { runAt } from './runs-once-kit.ts';
import type { Scene, WritingRow } from './runs-once-kit.ts';

const sweep = 'status-posts.sweep-channels';
const quiet: readonly TestPartner[] = [{ ref: 'P411' }];

export const sweeping: Scene<WritingRow> = {
  title: `${sweep} when a channel has been quiet for three weeks`,
  async create(options) {
    const test = await createTestApp({ ...options, world: partnerWorld(quiet) });
    await seedPartners(test, quiet);
    return test;
  },
  rows: [
    {
      id: sweep,
      act: (test) => runAt(test, sweep, new Date('2026-12-07T10:16:00Z')),
      leaves: ['audit_entries', 'outbound_messages'],
    },
  ],
};

export const statusPostRows = sweeping.rows;
