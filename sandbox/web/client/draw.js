// @ts-check

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * @typedef {{ key: string, markup: string, own?: boolean }} Item
 */

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/**
 * Draws only what changed, so that focus, open menus and half-typed text stay. The markup comes escaped from the server.
 * @param {HTMLElement} element
 * @param {string} markup
 * @returns {boolean} whether anything changed
 */
export function draw(element, markup) {
  if (drawn.get(element) === markup) return false;
  const focused = focusIn(element);
  element.innerHTML = markup;
  drawn.set(element, markup);
  if (focused !== null) focusAgain(element, focused);
  return true;
}

/**
 * What had the focus, or, where that is gone, what it stood in: the keyboard goes on from there.
 * @param {HTMLElement} element
 * @param {string} selector
 */
function focusAgain(element, selector) {
  const successor = selector === '' ? null : element.querySelector(selector);
  if (successor instanceof HTMLElement) return successor.focus({ preventScroll: true });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/**
 * @param {HTMLElement} container
 * @param {readonly Item[]} items
 * @param {string} className
 * @param {string} of names what the list is of; another list starts at its end
 */
export function drawList(container, items, className, of) {
  const isOther = container.dataset['of'] !== of;
  const atEnd = isOther || container.scrollHeight - container.scrollTop - container.clientHeight < 80;
  container.dataset['of'] = of;
  // A list that is shown anew is not news: only what comes later is read out.
  if (isOther) container.setAttribute('aria-busy', 'true');
  const own = /** @type {HTMLElement[]} */ ([...container.children]);
  const before = new Map(own.map((child) => [child.dataset['key'], child]));
  let changed = false;
  let said = false;
  items.forEach((item, index) => {
    let child = before.get(item.key);
    before.delete(item.key);
    if (!child) {
      child = document.createElement(item.key.startsWith('day-') ? 'div' : 'article');
      child.dataset['key'] = item.key;
      child.className = item.key.startsWith('day-') ? 'day-line' : className;
      changed = true;
      said = said || item.own === true;
    }
    changed = draw(child, item.markup) || changed;
    if (container.children[index] !== child) container.insertBefore(child, container.children[index] ?? null);
  });
  for (const gone of before.values()) gone.remove();
  if (isOther) container.removeAttribute('aria-busy');
  // Whoever says something sees it, wherever they were reading.
  if (said || (atEnd && (changed || isOther))) container.scrollTop = container.scrollHeight;
}

/**
 * A selector of the focused control, to find its successor after drawing; empty when it has none, null without focus.
 * @param {HTMLElement} element
 * @returns {string | null}
 */
function focusIn(element) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !element.contains(active) || active === element) return null;
  if (active.id) return `#${CSS.escape(active.id)}`;
  const marks = [
    'data-press',
    'data-block',
    'data-action',
    'data-value',
    'data-react',
    'data-thread',
    'data-why',
    'data-id',
    'data-go',
  ]
    .filter((name) => active.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(active.getAttribute(name) ?? '')}"]`);
  return marks.join('');
}
