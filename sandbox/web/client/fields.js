// @ts-check

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * What the person has put into one element, as Slack's state wants it.
 * @param {HTMLElement} element
 * @returns {unknown}
 */
export function valueOf(element) {
  const control = /** @type {Control | null} */ (element.querySelector('input, textarea, select'));
  const checked = [.../** @type {NodeListOf<HTMLInputElement>} */ (element.querySelectorAll('input:checked'))];
  switch (element.dataset['el']) {
    case 'radio':
      return checked[0]?.value ?? null;
    case 'many':
      return checked.map((one) => one.value);
    case 'instant':
      return control?.value ? Math.floor(Date.parse(`${control.value}Z`) / 1000) : null;
    case 'rich':
      return control?.value ? richText(control.value) : null;
    case 'external':
      return element.dataset['chosen'] ? JSON.parse(element.dataset['chosen']) : null;
    case 'files':
      return [];
    default:
      return control?.value || null;
  }
}

/**
 * block_id → value of every field of a form.
 * @param {HTMLElement} form
 * @returns {Record<string, unknown>}
 */
export function valuesOf(form) {
  const elements = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.field .el'))];
  return Object.fromEntries(elements.map((element) => [element.dataset['block'] ?? '', valueOf(element)]));
}

/** @param {string} text */
function richText(text) {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

/**
 * Files as the page sends them.
 * @param {FileList | null} files
 */
export async function readFiles(files) {
  return Promise.all(
    [...(files ?? [])].map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return { name: file.name, mimetype: file.type || 'application/octet-stream', content: btoa(binary) };
    }),
  );
}
