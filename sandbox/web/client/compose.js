// @ts-check
import { byId } from './draw.js';
import { readFiles } from './fields.js';

/**
 * @typedef {{ name: string, usage: string, summary: string }} Word
 * @typedef {{ commands: { command: string, description: string, words: Word[] }[], people: string[], isExternal: boolean }} Offers
 * @typedef {{ insert: string, words: string, more: string, from: number }} Suggestion
 */

/**
 * A message field with suggestions for commands and mentions, by keyboard and mouse.
 * @param {'main' | 'thread'} id
 * @param {() => Offers} offers
 * @param {(text: string, files: unknown[]) => void} send
 */
export function setUpComposer(id, offers, send) {
  const form = /** @type {HTMLFormElement} */ (byId(`compose-${id}`));
  const text = /** @type {HTMLTextAreaElement} */ (byId(`text-${id}`));
  const list = byId(`suggest-${id}`);
  const files = /** @type {HTMLInputElement} */ (byId(`files-${id}`));
  const attached = byId(`attached-${id}`);
  /** @type {Suggestion[]} */
  let offered = [];
  let chosen = 0;

  function show() {
    offered = suggestionsFor(text.value.slice(0, text.selectionStart), offers());
    chosen = Math.min(chosen, Math.max(0, offered.length - 1));
    list.hidden = offered.length === 0;
    text.setAttribute('aria-expanded', String(offered.length > 0));
    list.replaceChildren(
      ...offered.map((one, index) => {
        const item = document.createElement('li');
        item.id = `suggest-${id}-${index}`;
        item.role = 'option';
        item.ariaSelected = String(index === chosen);
        const more = document.createElement('small');
        more.textContent = one.more;
        item.append(one.words, ' ', more);
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          pick(one);
        });
        return item;
      }),
    );
    if (offered.length > 0) text.setAttribute('aria-activedescendant', `suggest-${id}-${chosen}`);
    else text.removeAttribute('aria-activedescendant');
  }

  /** @param {Suggestion} one */
  function pick(one) {
    const rest = text.value.slice(text.selectionStart);
    text.value = `${text.value.slice(0, one.from)}${one.insert}${rest}`;
    text.selectionStart = text.selectionEnd = one.from + one.insert.length;
    text.focus();
    show();
  }

  text.addEventListener('input', () => {
    text.style.setProperty('height', 'auto');
    text.style.setProperty('height', `${Math.min(text.scrollHeight, 160)}px`);
    show();
  });
  text.addEventListener('blur', () => (list.hidden = true));
  text.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const one = offered[chosen];
    if (!list.hidden && one) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        chosen = (chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length;
        event.preventDefault();
        return show();
      }
      const completes = text.value.slice(one.from, text.selectionStart).trimEnd() !== one.insert.trimEnd();
      if (event.key === 'Tab' || (event.key === 'Enter' && completes)) {
        event.preventDefault();
        return pick(one);
      }
      if (event.key === 'Escape') {
        list.hidden = true;
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  files.addEventListener('change', () => {
    attached.textContent = [...(files.files ?? [])].map((file) => file.name).join(', ');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  async function submit() {
    const said = text.value.trim();
    const sent = await readFiles(files.files);
    if (said === '' && sent.length === 0) return;
    text.value = '';
    text.style.removeProperty('height');
    files.value = '';
    attached.textContent = '';
    show();
    send(said, sent);
  }
}

/**
 * @param {string} typed up to the caret
 * @param {Offers} offers
 * @returns {Suggestion[]}
 */
function suggestionsFor(typed, { commands, people, isExternal }) {
  const command = /^(\/\S*)$/.exec(typed);
  if (command) {
    const fitting = commands.filter((one) => one.command.startsWith(command[1] ?? ''));
    const more = isExternal ? 'for the vendor’s people only: Slack refuses it here' : '';
    return fitting.map((one) => ({
      insert: `${one.command} `,
      words: one.command,
      more: more || one.description,
      from: 0,
    }));
  }
  const sub = /^(\/\S+) (\S*)$/.exec(typed);
  if (sub && !isExternal) {
    const words = commands.find((one) => one.command === sub[1])?.words ?? [];
    return words
      .filter(({ name }) => name.startsWith(sub[2] ?? '') && name !== sub[2])
      .map(({ name, usage, summary }) => ({
        insert: `${sub[1]} ${name} `,
        words: `${name} ${usage}`.trim(),
        more: summary,
        from: 0,
      }));
  }
  const at = /(^|\s)@([\p{L}\s]{0,30})$/u.exec(typed);
  if (!at) return [];
  const wanted = (at[2] ?? '').toLowerCase();
  const from = typed.length - (at[2] ?? '').length - 1;
  return people
    .filter((name) => name.toLowerCase().startsWith(wanted) && name.toLowerCase() !== wanted.trimEnd())
    .slice(0, 8)
    .map((name) => ({ insert: `@${name} `, words: `@${name}`, more: '', from }));
}
