import type { BlockProblem } from '#sandbox/slack/block-kit/problem.ts';

type Json = Record<string, unknown>;

export const chars = (length: number): string => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const link = (length: number): string => `https://example.com/${chars(length - 20)}`;

export const plain = (text = 'text'): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text = 'text'): Json => ({ type: 'mrkdwn', text });
export const option = (value = 'v', more: Json = {}): Json => ({ text: plain(value), value, ...more });
export const options = (count: number): Json[] => times(count, (index) => option(`v${index}`));

export const element = (type: string, more: Json = {}): Json => ({ type, ...more });
export const button = (more: Json = {}): Json => element('button', { text: plain(), ...more });
export const picture = (more: Json = {}): Json =>
  element('image', { alt_text: 'a', image_url: 'https://example.com/a.png', ...more });

export const block = (type: string, more: Json = {}): Json => ({ type, ...more });
export const section = (more: Json = {}): Json => block('section', { text: mrkdwn(), ...more });
export const actions = (...elements: Json[]): Json => block('actions', { elements });
export const input = (of: Json, more: Json = {}): Json => block('input', { label: plain(), element: of, ...more });
export const richText = (text = 'text'): Json =>
  block('rich_text', { elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] });
export const cell = (text = 'c'): Json => ({ type: 'raw_text', text });
export const rows = (count: number, columns: number, text = 'c'): Json[][] =>
  times(count, () => times(columns, () => cell(text)));
export const card = (more: Json = {}): Json => block('card', { title: mrkdwn(), ...more });
export const container = (more: Json = {}): Json =>
  block('container', { title: plain(), child_blocks: [section()], ...more });
export const pie = (segments: number, more: Json = {}): Json =>
  block('data_visualization', {
    title: 't',
    chart: { type: 'pie', segments: times(segments, (index) => ({ label: `s${index}`, value: 1 })) },
    ...more,
  });
export const lineChart = (categories: string[], axis: Json = {}): Json =>
  block('data_visualization', {
    title: 't',
    chart: {
      type: 'line',
      series: [{ name: 's', data: categories.map((label) => ({ label, value: 1 })) }],
      axis_config: { categories, ...axis },
    },
  });

export const message = (...blocks: Json[]): Json => ({ text: 'fallback', blocks });
export const modal = (blocks: Json[] = [], more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Save'),
  blocks,
  ...more,
});
export const home = (blocks: Json[] = [], more: Json = {}): Json => ({ type: 'home', blocks, ...more });

/** One limit: what stands at it is accepted, what goes over it is refused at the pointer. */
export interface LimitRow {
  readonly limit: string;
  readonly section: string;
  readonly accepted: unknown;
  readonly refused: unknown;
  readonly pointer: string;
  readonly code?: string;
}

export const places = (problems: BlockProblem[]): string[] => problems.map(({ code, pointer }) => `${code} ${pointer}`);
