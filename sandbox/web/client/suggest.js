// @ts-check

/** @typedef {{ text: { text: string } }} Option */

/**
 * Fields whose options the app is asked for as somebody types.
 * @param {(block: string | undefined, query: string) => Promise<Option[]>} ask
 * @param {(element: HTMLElement) => void} dispatch told of a choice in an element that is pressed, not submitted
 */
export function setUpSuggestions(ask, dispatch) {
  document.addEventListener('input', (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if ('suggest' in field.dataset) void suggest(field);
  });

  /** @param {HTMLInputElement} field */
  async function suggest(field) {
    const element = /** @type {HTMLElement} */ (field.closest('.el'));
    const box = /** @type {HTMLElement} */ (element.querySelector('.suggestions'));
    const typed = field.value;
    const found = await ask(element.dataset['block'], typed);
    if (field.value !== typed) return;
    box.hidden = found.length === 0;
    box.replaceChildren(
      ...found.map((option) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.role = 'option';
        button.textContent = option.text.text;
        button.addEventListener('click', () => {
          pick(element, field, option);
          box.hidden = true;
          if ('dispatch' in element.dataset) dispatch(element);
        });
        return button;
      }),
    );
  }
}

/**
 * @param {HTMLElement} element
 * @param {HTMLInputElement} field
 * @param {Option} option
 */
function pick(element, field, option) {
  const chosen = element.querySelector('.chosen');
  if (!chosen) {
    element.dataset['chosen'] = JSON.stringify(option);
    field.value = option.text.text;
    return;
  }
  // As sandbox/web/render/choices.ts draws those that were picked before.
  const label = document.createElement('label');
  label.className = 'choice';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = true;
  box.value = JSON.stringify(option);
  const words = document.createElement('span');
  words.textContent = option.text.text;
  label.append(box, words);
  chosen.append(label);
  field.value = '';
  field.focus();
}
