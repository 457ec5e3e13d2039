import { createApp } from './app.ts';
import { AppError } from '#core/errors.ts';
import { ConfigProblems, readConfig } from '#platform/config.ts';
import { operatorProblemText } from './start-problems.ts';

/** The process: settings, build, start, signals, exit code. Nothing else. */
try {
  const app = await createApp(readConfig());
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { port, opsPort } = await app.start();
  process.stdout.write(`Drumbeat serves (Slack port ${port || 'none: Socket Mode'}, health on ${opsPort}).\n`);
} catch (thrown) {
  if (!(thrown instanceof ConfigProblems) && !(thrown instanceof AppError)) throw thrown;
  process.stderr.write(`${operatorProblemText(thrown)}\n`);
  process.exit(78);
}
