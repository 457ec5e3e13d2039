import type { Doc } from '../values.ts';
import type { Command, CommandContext } from './context.ts';

export const REPLICA_SET = 'rs0';

const HELLO_OPTIONS = ['helloOk', 'client', 'compression', 'backpressure'];

/** A replica set of one; without topologyVersion the driver polls instead of streaming. */
function hello(context: CommandContext): Doc {
  const me = `127.0.0.1:${context.engine.port}`;
  return {
    ...{ helloOk: true, isWritablePrimary: true, ismaster: true, secondary: false },
    ...{ setName: REPLICA_SET, setVersion: 1, hosts: [me], primary: me, me },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
    ...{ localTime: context.engine.clock.now(), logicalSessionTimeoutMinutes: 30, connectionId: 1 },
    ...{ minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1 },
  };
}

const handshake: Command = { options: HELLO_OPTIONS, run: hello };

export const ADMIN_COMMANDS: Record<string, Command> = {
  hello: handshake,
  isMaster: handshake,
  ismaster: handshake,
  ping: { options: [], run: () => ({ ok: 1 }) },
  buildInfo: {
    options: [],
    run: () => ({
      version: '7.0.0',
      versionArray: [7, 0, 0, 0],
      modules: ['drumbeat stand-in'],
      maxBsonObjectSize: 16_777_216,
      ok: 1,
    }),
  },
  endSessions: {
    options: [],
    run(context, command) {
      context.engine.sessions.end(command['endSessions'] as unknown[]);
      return { ok: 1 };
    },
  },
  configureFailPoint: {
    options: ['mode', 'data'],
    run(context, command) {
      context.engine.failPoints.configure(command);
      return { ok: 1 };
    },
  },
  commitTransaction: {
    options: [],
    inTransaction: true,
    run(context) {
      context.engine.sessions.commit(context.session!);
      return { ok: 1 };
    },
  },
  abortTransaction: {
    options: [],
    inTransaction: true,
    run(context) {
      context.engine.sessions.abort(context.session!);
      return { ok: 1 };
    },
  },
};
