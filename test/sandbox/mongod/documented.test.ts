import { allowList } from '#sandbox/mongod/allow-list.ts';
import type { MongodStandIn } from '#sandbox/mongod/server.ts';
import { startMongod } from '#sandbox/mongod/server.ts';
import type { Db, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from './cases/case.ts';
import { COMMAND_CASES } from './cases/commands.ts';
import { PROVEN_WITH_THE_DRIVER } from './cases/proven-with-driver.ts';
import { EXPRESSION_CASES } from './cases/expressions.ts';
import { PIPELINE_CASES } from './cases/pipelines.ts';
import { QUERY_CASES } from './cases/queries.ts';
import { SCHEMA_CASES } from './cases/schema.ts';
import { UPDATE_CASES } from './cases/updates.ts';

const CASES: Case[] = [
  ...QUERY_CASES,
  ...UPDATE_CASES,
  ...EXPRESSION_CASES,
  ...PIPELINE_CASES,
  ...COMMAND_CASES,
  ...SCHEMA_CASES,
];

let mongod: MongodStandIn;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.uri);
  db = client.db('cases');
});

afterAll(async () => {
  await client.close();
  await mongod.close();
});

async function run(row: Case): Promise<Document> {
  await db.dropDatabase();
  if (row.docs.length > 0) await db.collection('c').insertMany(copiesOf(row.docs));
  let reply: Document = {};
  for (const command of Array.isArray(row.command) ? row.command : [row.command]) {
    reply = await db.command(typeof command === 'function' ? command(reply) : command);
  }
  return reply;
}

/** insertMany adds _id to the documents that it is given. */
function copiesOf(docs: Document[]): Document[] {
  return docs.map((doc) => ({ ...doc }));
}

describe('what the stand-in answers is what the manual of MongoDB says', () => {
  it.each(CASES.map((row, index) => [`${row.of} (row ${index + 1})`, row] as const))('%s', async (_name, row) => {
    const reply = await run(row);
    if (row.gives) expect(reply).toMatchObject(row.gives);
    if (row.batch) expect(reply['cursor'].firstBatch).toStrictEqual(row.batch);
    if (row.leaves) expect(await db.collection('c').find().sort({ _id: 1 }).toArray()).toStrictEqual(row.leaves);
    expect(row.gives ?? row.batch ?? row.leaves).toBeDefined();
  });
});

describe('the allow-list', () => {
  it('has a case for every operator, stage, command and option', () => {
    const proven = new Set([...CASES.map((row) => row.of), ...CASES.flatMap(optionsUsed), ...PROVEN_WITH_THE_DRIVER]);
    expect(allowList().filter((thing) => !proven.has(thing))).toEqual([]);
  });

  it('names nothing twice and has no case for what it does not hold', () => {
    const list = allowList();
    expect(new Set(list).size).toBe(list.length);
    expect(CASES.map((row) => row.of).filter((thing) => !list.includes(thing))).toEqual([]);
  });
});

function optionsUsed(row: Case): string[] {
  const commands = (Array.isArray(row.command) ? row.command : [row.command]).map((command) =>
    typeof command === 'function' ? command({ cursor: { id: 0 } }) : command,
  );
  return commands.flatMap((command) => {
    const [name, ...options] = Object.keys(command);
    return options.map((option) => `option:${name}.${option}`);
  });
}
