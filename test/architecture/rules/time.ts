import { Visitor } from 'oxc-parser';
import type { CallExpression } from 'oxc-parser';
import { calledName, isNamed, isTrue, keyOf, memberName } from '../nodes.ts';
import { isShipped } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

const clock = 'src/core/clock.ts';
/** Files of the sandbox that must live on real time, each with its reason (design.md §8). */
const realTime: Readonly<Record<string, string>> = {
  'sandbox/slack/signature.ts': 'Bolt compares the request signature with the system clock',
};
const timers = ['setTimeout', 'setInterval', 'setImmediate'];
/** `object.member` that reads or waits on the machine's time. */
const clockMembers = ['Date.now', 'performance.now', 'AbortSignal.timeout', 'process.hrtime', 'process.uptime'];
const timerModules = /^(node:)?(timers|timers\/promises|perf_hooks)$/;
/** Time that the database would read for us, so that no test could move it (design.md §8). */
const databaseTime = /^(\$currentDate|\$\$NOW|expireAfterSeconds|getTimestamp)$/;

/** Time is read and waited for through a `Clock` only. */
export function checkTime(files: readonly SourceFile[]): Violations {
  const watched = files.filter((file) => isShipped(file.path) || file.path.startsWith('sandbox/'));
  return watched.filter((file) => file.path !== clock && !(file.path in realTime)).flatMap(clockViolations);
}

function clockViolations(file: SourceFile): Violations {
  const found: string[] = [];
  const add = (what: string): void => void found.push(`${file.path}: ${what} outside ${clock}`);
  for (const { specifier, typeOnly } of file.imports) {
    if (!typeOnly && timerModules.test(specifier)) add(specifier);
  }
  new Visitor({
    NewExpression: (node) => {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0) add('new Date()');
    },
    CallExpression: (node) => {
      const called = calledName(node);
      if (called === 'Date' || timers.includes(called)) add(`${called}()`);
      if (isTimestampsWithoutClock(node)) add('mongoose timestamps');
    },
    MemberExpression: (node) => {
      const name = memberName(node);
      if (clockMembers.includes(name)) add(name);
      if (databaseTime.test(name.split('.').at(-1) ?? '')) add(name);
    },
    Property: (node) => {
      const key = keyOf(node);
      const shipped = isShipped(file.path);
      if (shipped && databaseTime.test(key)) add(key);
      if (shipped && key === 'timestamps' && isTrue(node.value)) add('mongoose timestamps without currentTime');
    },
    Literal: (node) => {
      if (isShipped(file.path) && node.value === '$$NOW') add('$$NOW');
    },
  }).visit(file.program);
  return found;
}

/** `schema.set('timestamps', true)` takes the machine's time. */
function isTimestampsWithoutClock(node: CallExpression): boolean {
  const [name, value] = node.arguments;
  if (name?.type !== 'Literal' || name.value !== 'timestamps' || value === undefined) return false;
  return isTrue(value);
}
