import { configDefaults, defineConfig } from 'vitest/config';
import { summaryReporter } from './test/kit/reporter.ts';

/** Zones in which the calendar tests run: west and east of UTC, with and without clock changes (stack.md, Dates). */
const calendarZones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'];
const calendarTests = ['test/core/calendar/**/*.test.ts', 'test/features/check-ins/planner/**/*.test.ts'];

/** Tests that need neither database nor Slack; `npm run verify` runs only these. */
const pureTests = [
  'test/core/**/*.test.ts',
  'test/architecture/**/*.test.ts',
  'test/blocks/**/*.test.ts',
  'test/fixtures/**/*.test.ts',
  'test/tools/**/*.test.ts',
  'test/**/*.rules.test.ts',
];

export default defineConfig({
  // No .env file is ever read by a test (design.md §10).
  envDir: false,
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // No module holds state (design §3), so files may share what is loaded.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ['default', summaryReporter()],
    projects: [
      ...calendarZones.map((zone) => ({
        extends: true as const,
        test: {
          name: `pure calendar ${zone}`,
          include: calendarTests,
          env: { TZ: zone, DRUMBEAT_TEST_ZONE: zone },
          setupFiles: ['test/kit/setup.ts', 'test/kit/setup-zone.ts'],
        },
      })),
      {
        extends: true,
        test: {
          name: 'pure',
          include: pureTests,
          exclude: [...configDefaults.exclude, ...calendarTests],
          setupFiles: ['test/kit/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...calendarTests, ...pureTests],
          // Only these tests need a database.
          globalSetup: ['test/kit/global-setup.ts'],
          setupFiles: ['test/kit/setup.ts'],
        },
      },
    ],
  },
});
