import { describe, expect, test } from 'vitest';
import { checkOwners } from './rules/owners.ts';
import { readTree, treeOf } from './tree.ts';

const planted: readonly (readonly [string, string, string])[] = [
  ['Agenda only in the scheduler', 'src/platform/inbox.ts', "import type { Agenda } from 'agenda';"],
  ['dayjs only in the calendar', 'src/features/deals/rules.ts', "import dayjs from 'dayjs';"],
  ['CSV only where files are read', 'src/features/deals/rules.ts', "import { parse } from 'csv-parse/sync';"],
  ['pino only in the logger', 'src/platform/inbox.ts', "import { pino } from 'pino';"],
  ['Bolt values only in the Slack app', 'src/platform/inbox.ts', "import { App } from '@slack/bolt';"],
  ['the web client only in platform', 'src/features/deals/service.ts', "import { WebClient } from '@slack/web-api';"],
  ['mongoose values only where models are declared', 'src/features/deals/store.ts', "import mongoose from 'mongoose';"],
  ['the driver only in platform/mongo.ts', 'src/platform/inbox.ts', "import { ObjectId } from 'mongodb';"],
  ['the command line only in cli.ts', 'src/main.ts', "import { Command } from 'commander';"],
  ['metrics only in platform', 'src/features/deals/service.ts', "import { Counter } from 'prom-client';"],
  ['no I/O in a feature', 'src/features/deals/service.ts', "import { readFile } from 'node:fs/promises';"],
  ['no framework in core', 'src/core/clock.ts', "import type { Connection } from 'mongoose';"],
];

describe('who owns which package', () => {
  test('holds in the whole tree', () => {
    expect(checkOwners(readTree('.'))).toEqual([]);
  });

  test.each(planted)('%s', (_rule, path, text) => {
    expect(checkOwners(treeOf({ [path]: text }))).toEqual([expect.stringContaining(path)]);
  });

  test('types of Bolt and mongoose may be named elsewhere', () => {
    const files = treeOf({
      'src/platform/identity.ts': "import type { AllMiddlewareArgs } from '@slack/bolt';",
      'src/features/deals/store.ts': "import type { Connection } from 'mongoose';",
      'src/features/deals/model.ts': "import { Schema } from 'mongoose';",
    });
    expect(checkOwners(files)).toEqual([]);
  });
});
