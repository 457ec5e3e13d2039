import { spawnSync } from 'node:child_process';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderBlocks } from '#sandbox/web/render/blocks.ts';
import { renderMrkdwn } from '#sandbox/web/render/mrkdwn.ts';
import type { Reader } from '#sandbox/web/render/reader.ts';
import { createState } from '#sandbox/slack/state.ts';

const now = new Date('2026-12-08T15:00:00Z');

function readerIn(zone: string): Reader {
  const app = { appId: 'A0', botId: 'B0', botUserId: 'U0BOT', homeTeamId: 'T0', name: 'Drumbeat' };
  return { userId: 'U0ME', zone, state: createState(app, () => now), now };
}

const reader = readerIn('America/New_York');
const surface = { kind: 'modal' as const, reader, id: 's', pressable: true, valueOf: () => undefined };
const mrkdwn = (text: string): string => renderMrkdwn(text, reader).markup;
const shown = (...blocks: unknown[]): string => renderBlocks(blocks, surface).markup.replaceAll(/\s+/g, ' ');

describe('mrkdwn', () => {
  test.each([
    ['*bold* _italic_ ~gone~', '<strong>bold</strong> <em>italic</em> <s>gone</s>'],
    ['*due <!date^1796749200^{date_num}|x>*', '<strong>due <time'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['`a *b*` &amp; &lt;c&gt;', '<code>a *b*</code> &amp; &lt;c&gt;'],
    ['<https://example.com/a?b=1&amp;c=2|there>', 'href="https://example.com/a?b=1&amp;c=2"'],
    ['<javascript:alert(1)|there>', 'there'],
    ['> quoted', '<blockquote>quoted</blockquote>'],
    ['```\nx = 1\n```', '<pre>x = 1\n</pre>'],
    ['<#C0OTHER>', 'private channel'],
  ])('%s', (text, expected) => {
    expect(mrkdwn(text)).toContain(expected);
  });

  test('a script address never becomes a link', () => {
    expect(mrkdwn('<javascript:alert(1)|there>')).not.toContain('href');
  });

  test('a date shows in the reader’s own zone', () => {
    const text = '<!date^1796749200^{date_short} {time}|fallback>';
    expect(mrkdwn(text)).toContain('Dec 8, 2026 12:00 PM');
    expect(renderMrkdwn(text, readerIn('Asia/Tokyo')).markup).toContain('Dec 9, 2026 2:00 AM');
  });

  test('no text can become a tag of its own', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '*',
      '_',
      '`',
      '~',
      '|',
      '!',
      '@U1',
      'script',
      'x',
      '\uE0000\uE001',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const tags = mrkdwn(parts.join('')).match(/<\/?([a-z]+)/g) ?? [];
        const known = /^<\/?(strong|em|s|code|pre|blockquote|br|span|a|time|button)$/;
        expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
      }),
    );
  });
});

describe('blocks', () => {
  const options = [
    { text: { type: 'plain_text', text: 'One' }, value: '1' },
    { text: { type: 'plain_text', text: 'Two' }, value: '2' },
  ];

  test.each([
    ['header', { type: 'header', text: { type: 'plain_text', text: 'Hi' } }, '<h3>Hi</h3>'],
    ['section with fields', { type: 'section', fields: [{ type: 'mrkdwn', text: '*a*' }] }, '<strong>a</strong>'],
    ['context', { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] }, 'small'],
    ['overflow', { type: 'actions', elements: [{ type: 'overflow', action_id: 'o', options }] }, 'data-value="2"'],
    ['date picker', { type: 'actions', elements: [{ type: 'datepicker', action_id: 'd' }] }, 'type="date"'],
    ['image', { type: 'image', alt_text: 'a map', image_url: 'https://example.com/map.png' }, 'aria-label="a map"'],
    ['markdown', { type: 'markdown', text: '# T\n\n- a **b**' }, '<li>a <strong>b</strong></li>'],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] }],
          },
        ],
      },
      '<strong>x</strong>',
    ],
    [
      'data table',
      {
        type: 'data_table',
        caption: 'Deals',
        rows: [[{ type: 'raw_text', text: 'A' }], [{ type: 'raw_number', value: 1, text: '1' }]],
      },
      '<caption>',
    ],
    [
      'pie',
      {
        type: 'data_visualization',
        title: 'Won',
        chart: {
          type: 'pie',
          segments: [
            { label: 'a', value: 1 },
            { label: 'b', value: 2 },
          ],
        },
      },
      '<path class="s1"',
    ],
    [
      'bars',
      {
        type: 'data_visualization',
        title: 'Won',
        chart: {
          type: 'bar',
          axis_config: { categories: ['Q1'] },
          series: [{ name: 's', data: [{ label: 'Q1', value: 3 }] }],
        },
      },
      '<rect class="s0"',
    ],
  ])('%s is drawn', (_name, block, expected) => {
    expect(shown(block)).toContain(expected);
    expect(shown(block)).not.toContain('cannot be shown');
  });

  test('a field has its label, its hint and its error', () => {
    const block = {
      type: 'input',
      block_id: 'why',
      label: { type: 'plain_text', text: 'Why' },
      hint: { type: 'plain_text', text: 'In a word' },
      element: { type: 'plain_text_input', action_id: 'why', max_length: 20 },
    };
    const markup = renderBlocks([block], surface, '/view/blocks', { why: 'Too long' }).markup;
    expect(markup).toMatch(/<label[^>]*for="s-why"/);
    expect(markup).toContain('maxlength="20"');
    expect(markup).toContain('Too long');
    expect(markup).toContain('In a word');
  });

  test('an unknown block says so with its pointer, and the others stand', () => {
    const markup = shown({ type: 'divider' }, { type: 'hologram' }, 'nonsense', { type: 'divider' });
    expect(markup).toContain('unsupported type: hologram');
    expect(markup).toContain('[json-pointer:/blocks/1]');
    expect(markup).toContain('[json-pointer:/blocks/2]');
    expect(markup.match(/<hr/g)).toHaveLength(2);
  });
});

test('the browser script keeps its types', { timeout: 60_000 }, () => {
  const checked = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'sandbox/web/client'], {
    encoding: 'utf8',
  });
  expect(checked.stdout).toBe('');
  expect(checked.status).toBe(0);
});
