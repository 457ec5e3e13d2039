import type { StoredView } from '../../slack/view-store.ts';
import { asList, asText, isObject } from '../../slack/json.ts';
import { renderBlocks } from './blocks.ts';
import type { Surface } from './element-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderPlain } from './mrkdwn.ts';
import type { Reader } from './reader.ts';

function surfaceOf(view: StoredView, reader: Reader): Surface {
  return {
    kind: view.type,
    reader,
    id: view.id,
    pressable: true,
    valueOf: (blockId, actionId) => view.values[blockId]?.[actionId],
  };
}

export function renderHome(view: StoredView, reader: Reader): Html {
  return html`<div class="home" data-view="home">
    ${renderBlocks(asList(view.content['blocks']), surfaceOf(view, reader))}
  </div>`;
}

/** The top view of a stack; `depth` says how many lie below. */
export function renderModal(view: StoredView, reader: Reader, depth: number): Html {
  const { content } = view;
  const words = (key: string, otherwise: string): string =>
    isObject(content[key]) ? (asText(content[key]['text']) ?? otherwise) : otherwise;
  const hasInput = asList(content['blocks']).some((block) => isObject(block) && block['type'] === 'input');
  const submit = isObject(content['submit']) || hasInput;
  return html`<form class="modal" data-view="modal" aria-labelledby="modal-title" novalidate>
    <header>
      ${depth > 0 ? html`<span class="depth">${depth + 1} of a stack</span>` : null}
      <h2 id="modal-title" tabindex="-1">${renderPlain(words('title', 'View Title'))}</h2>
      <button type="button" class="close" data-close aria-label="Close">✕</button>
    </header>
    <div class="modal-body">
      ${renderBlocks(asList(content['blocks']), surfaceOf(view, reader), '/view/blocks', view.errors)}
    </div>
    <footer>
      <button type="button" class="press" data-close>
        ${renderPlain(words('close', depth > 0 ? 'Back' : 'Cancel'))}</button
      >${submit ? html`<button type="submit" class="press primary">${renderPlain(words('submit', 'Submit'))}</button>` : null}
    </footer>
  </form>`;
}
