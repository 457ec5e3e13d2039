import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkReadme } from './rules/readme.ts';
import { readTree, treeOf } from './tree.ts';

const scripts = ['test', 'demo'];
const readme = `
Run \`npm ci && npm test\`, then \`npm run demo\`.

## Features
| slug | what | commands |
|---|---|---|
| \`deals\` | registrations | \`/partner approve <id>\` |

## Recipes
| \`nothing\` | is no feature |
`;
const files = treeOf({
  'src/features/index.ts': "import { createDeals } from './deals/feature.ts';",
  'src/features/deals/handlers.ts':
    "export const commands = [{ name: 'approve', usage: '<id>', summary: 'Approves', handle }];",
});

describe('README', () => {
  test('tells what is there', () => {
    const { scripts: real = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts?: object };
    expect(checkReadme(readFileSync('README.md', 'utf8'), readTree('.'), Object.keys(real))).toEqual([]);
  });

  test('that is true passes', () => {
    expect(checkReadme(readme, files, scripts)).toEqual([]);
  });

  test.each([
    ['a feature that is missing', readme.replace('`deals`', 'deals')],
    ['a feature that is none', readme.replace('|---|---|---|', '|---|---|---|\n| `quotes` | offers | |')],
    ['a command that is missing', readme.replace('/partner approve <id>', '')],
    ['a command that is none', readme.replace('<id>', '<id>`, `/partner reject <id>')],
    ['a script that is none', readme.replace('npm run demo', 'npm run play')],
    ['a table that is gone', readme.replace('## Features', '## Parts')],
  ])('%s is found', (_name, stale) => {
    expect(checkReadme(stale, files, scripts)).toHaveLength(1);
  });
});
