import { expect, test } from 'vitest';
import { createLumenforgeSlack } from '#sandbox/app.ts';
import { createBench } from './start-kit.ts';

test('the first start keeps who we are in Slack', async () => {
  const bench = await createBench();
  const app = await bench.build();
  await app.migrate();
  await app.start();
  expect(await bench.database.collection('installations').find().toArray()).toMatchObject([
    { _id: 'home', homeTeamId: bench.slack.world.homeTeamId, botUserId: bench.slack.world.botUserId },
  ]);
});

test('the token of another workspace is refused and what is stored stays', async () => {
  const bench = await createBench();
  const first = await bench.build();
  await first.migrate();
  await first.start();
  const elsewhere = createLumenforgeSlack(bench.clock, { homeTeam: { id: 'T0OTHER', name: 'Other' } });
  const second = await bench.build({ fetch: elsewhere.fetch });
  await expect(second.start()).rejects.toMatchObject({ kind: 'rejected', code: 'core.other_home_team' });
  expect(await bench.database.collection('installations').findOne()).toMatchObject({
    homeTeamId: bench.slack.world.homeTeamId,
  });
});

test('while Slack is down an app that was installed starts with what is stored', async () => {
  const bench = await createBench();
  const first = await bench.build();
  await first.migrate();
  await first.start();
  bench.slack.faults.down();
  const second = await bench.build();
  expect((await second.start()).port).toBeGreaterThan(0);
  expect(bench.log.find('warn', 'starting with the stored installation')).toHaveLength(1);
});

test('while Slack is down a first start waits for nobody and says why', async () => {
  const bench = await createBench();
  bench.slack.faults.down();
  const app = await bench.build();
  await app.migrate();
  await expect(app.start()).rejects.toMatchObject({ kind: 'unavailable', code: 'core.slack_unavailable' });
});

test('a token that Slack refuses is refused at once, stored installation or not', async () => {
  const bench = await createBench();
  const first = await bench.build();
  await first.migrate();
  await first.start();
  const second = await bench.build({}, { SLACK_BOT_TOKEN: 'xoxb-of-somebody-else' });
  await expect(second.start()).rejects.toMatchObject({ kind: 'rejected', code: 'core.slack_credentials' });
});
