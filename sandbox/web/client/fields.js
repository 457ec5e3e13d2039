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
    case 'manyExternal':
      return checked.map((one) => JSON.parse(one.value));
    case 'instant':
      return control?.value ? Math.floor(Date.parse(`${control.value}Z`) / 1000) : null;
    case 'rich':
      return control?.value ? richText(control.value) : null;
    case 'external':
      return element.dataset['chosen'] && control?.value ? JSON.parse(element.dataset['chosen']) : null;
    default:
      return control?.value || null;
  }
}

/**
 * block_id → value of every field of a form. Files that were chosen before stay, so a file field without new ones is
 * left out.
 * @param {HTMLElement} form
 * @returns {Promise<Record<string, unknown>>}
 */
export async function valuesOf(form) {
  const elements = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.field .el'))];
  /** @type {Record<string, unknown>} */
  const values = {};
  for (const element of elements) {
    const block = element.dataset['block'] ?? '';
    if (element.dataset['el'] !== 'files') values[block] = valueOf(element);
    else {
      const files = await readFiles(/** @type {HTMLInputElement} */ (element.querySelector('input')).files);
      if (files.length > 0) values[block] = files;
    }
  }
  return values;
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
