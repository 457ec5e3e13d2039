import type { Json } from '../../slack/json.ts';
import { asList, asText, isObject } from '../../slack/json.ts';
import { renderChart } from './charts.ts';
import type { Surface } from './element-parts.ts';
import { image, objectText } from './element-parts.ts';
import { renderElement } from './elements.ts';
import type { Html } from './html.ts';
import { html, join } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { link, renderPlain } from './mrkdwn.ts';
import { renderRichText } from './rich-text.ts';
import { renderTable } from './tables.ts';

/** Blocks as HTML; one that cannot be shown says so with its JSON pointer, and the others stand. */
export function renderBlocks(
  blocks: readonly unknown[],
  surface: Surface,
  pointer = '/blocks',
  errors: Errors = {},
): Html {
  return join(
    blocks.map((block, index) => {
      try {
        if (!isObject(block)) throw new Error('must be an object');
        return renderBlock(block, { surface, errors, at: `${pointer}/${index}` });
      } catch (thrown) {
        return brokenBlock(`${pointer}/${index}`, thrown instanceof Error ? thrown.message : String(thrown));
      }
    }),
  );
}

/** block_id → what stands under the field. */
export type Errors = Readonly<Record<string, string>>;

interface At {
  surface: Surface;
  errors: Errors;
  at: string;
}

export function brokenBlock(pointer: string, problem: string): Html {
  return html`<div class="broken" role="alert">
    <strong>This block cannot be shown:</strong> ${problem} <code>[json-pointer:${pointer}]</code>
  </div>`;
}

function renderBlock(block: Json, at: At): Html {
  const type = String(block['type']);
  const render = renderers[type];
  if (!render) throw new Error(`unsupported type: ${type}`);
  return html`<div class="block ${type}">${render(block, at)}</div>`;
}

const renderers: Readonly<Record<string, (block: Json, at: At) => Html>> = {
  section,
  header: (block) => html`<h3>${renderPlain(objectWords(block['text']))}</h3>`,
  divider: () => html`<hr />`,
  context: (block, { surface }) =>
    html`${asList(block['elements'])
      .filter(isObject)
      .map((element) =>
        element['type'] === 'image' ? image(element) : html`<span>${objectText(element, surface.reader)}</span>`,
      )}`,
  actions: elementRow,
  context_actions: elementRow,
  input,
  image: (block) =>
    html`<figure class="image">
      ${block['title'] ? html`<figcaption>${renderPlain(objectWords(block['title']))}</figcaption>` : null}${image(block)}
    </figure>`,
  rich_text: (block, { surface }) => renderRichText(block, surface.reader),
  markdown: (block, { surface }) => renderMarkdown(String(block['text'] ?? ''), surface.reader),
  table: (block, { surface }) => renderTable(block, surface.reader),
  data_table: (block, { surface }) => renderTable(block, surface.reader),
  data_visualization: (block) => renderChart(block),
  video: (block) => html`<p>▶ ${renderPlain(objectWords(block['title']))}</p>`,
  alert: (block, { surface }) => {
    const level = asText(block['level']) ?? 'default';
    return html`<div class="alert-${level}" role="note">
      ${alertMarks[level]} ${objectText(block['text'], surface.reader)}
    </div>`;
  },
  task_card: (block, at) => taskCard(block, at),
  plan: (block, at) =>
    html`<strong>${asText(block['title'])}</strong> ${asList(block['tasks'])
        .filter(isObject)
        .map((task) => taskCard(task, at))}`,
  card,
  carousel: (block, at) =>
    html`<div class="cards">
      ${asList(block['elements'])
        .filter(isObject)
        .map((one) => card(one, at))}
    </div>`,
  container: (block, { surface, errors, at }) =>
    html`<details class="container" open>
      <summary>
        ${isObject(block['rich_text_title']) ? renderRichText(block['rich_text_title'], surface.reader) : renderPlain(objectWords(block['title']))}
        ${isObject(block['subtitle']) ? html`<small>${objectText(block['subtitle'], surface.reader)}</small>` : null}
      </summary>
      ${renderBlocks(asList(block['child_blocks']), surface, `${at}/child_blocks`, errors)}
    </details>`,
};

const alertMarks: Readonly<Record<string, string>> = { info: 'ℹ️', warning: '⚠️', error: '⛔', success: '✅' };
const taskMarks: Readonly<Record<string, string>> = { pending: '○', in_progress: '◐', complete: '✓', error: '✗' };

function taskCard(task: Json, { surface: { reader } }: At): Html {
  const status = String(task['status']);
  const rich = (key: string): Html | null => (isObject(task[key]) ? renderRichText(task[key], reader) : null);
  const sources = asList(task['sources']).filter(isObject);
  return html`<article class="card">
    <div class="card-strong">
      <span role="img" aria-label="${status.replace('_', ' ')}">${taskMarks[status]}</span> ${asText(task['title'])}
    </div>
    ${rich('details')}${rich('output')}
    ${sources.map((source) => html`<p>${link(String(source['url']), asText(source['text']))}</p>`)}
  </article>`;
}

function section(block: Json, { surface }: At): Html {
  const fields = asList(block['fields']).filter(isObject);
  const accessory = isObject(block['accessory'])
    ? html`<div class="accessory">
        ${renderElement(block['accessory'], { surface, blockId: idOf(block), isInput: false, dispatches: true })}
      </div>`
    : null;
  return html`<div class="section-body">
      ${isObject(block['text']) ? html`<div class="text">${objectText(block['text'], surface.reader)}</div>` : null}
      ${fields.length > 0 ? html`<div class="fields">${fields.map((field) => html`<div>${objectText(field, surface.reader)}</div>`)}</div>` : null}
    </div>
    ${accessory}`;
}

function elementRow(block: Json, { surface }: At): Html {
  const place = { surface, blockId: idOf(block), isInput: false, dispatches: true };
  return html`${asList(block['elements'])
    .filter(isObject)
    .map((element) => renderElement(element, place))}`;
}

function card(block: Json, { surface }: At): Html {
  const place = { surface, blockId: idOf(block), isInput: false, dispatches: true };
  const line = (key: string, tag: 'strong' | 'span'): Html | null =>
    isObject(block[key]) ? html`<div class="card-${tag}">${objectText(block[key], surface.reader)}</div>` : null;
  return html`<article class="card">
    ${isObject(block['hero_image']) ? image(block['hero_image']) : null}
    ${isObject(block['icon']) ? image(block['icon']) : null}${line('title', 'strong')}${line('subtitle', 'span')}${line('body', 'span')}
    <div class="actions">
      ${asList(block['actions'])
        .filter(isObject)
        .map((element) => renderElement(element, place))}
    </div>
  </article>`;
}

/** A labelled field; choices in groups carry the label by reference, all others by `for`. */
function input(block: Json, { surface, errors }: At): Html {
  const element = isObject(block['element']) ? block['element'] : {};
  const blockId = idOf(block);
  const id = `${surface.id}-${blockId}`.replaceAll(/[^\w-]/g, '-');
  const error = errors[blockId];
  const isGroup =
    ['radio_buttons', 'checkboxes'].includes(String(element['type'])) || String(element['type']).startsWith('multi_');
  const optional = block['optional'] === true ? html` <span class="optional">(optional)</span>` : null;
  const words = html`${renderPlain(objectWords(block['label']))}${optional}`;
  const label = isGroup
    ? html`<div class="label" id="${id}-label">${words}</div>`
    : html`<label class="label" id="${id}-label" for="${id}">${words}</label>`;
  const place = { surface, blockId, isInput: true, dispatches: block['dispatch_action'] === true, labelledBy: id };
  const hint = isObject(block['hint'])
    ? html`<span class="hint">${renderPlain(objectWords(block['hint']))}</span>`
    : null;
  return html`<div class="field${error ? ' wrong' : ''}">
    ${label}${renderElement(element, place)}
    <div id="${id}-more">${error ? html`<span class="error" role="alert">${error}</span>` : null}${hint}</div>
  </div>`;
}

function objectWords(value: unknown): string {
  return isObject(value) ? String(value['text'] ?? '') : '';
}

function idOf(block: Json): string {
  return asText(block['block_id']) ?? '';
}
