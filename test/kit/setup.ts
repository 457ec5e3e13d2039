import process from 'node:process';

// The `node` package silently leaves an older Node in place when its install script is blocked (stack.md).
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  throw new Error(`tests need Node 24.12 or later, this is ${process.version}: run them with npm after npm ci`);
}

// Tests never touch somebody's real database or settings (design.md §10).
delete process.env['MONGODB_URI'];
if ([...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((option) => option.includes('--env-file'))) {
  throw new Error('tests read no .env file: run them without --env-file');
}
process.loadEnvFile = () => {
  throw new Error('tests read no .env file');
};
