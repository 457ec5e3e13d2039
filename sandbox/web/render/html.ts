/** Markup that is safe to send: made by `html` from a template, or escaped text. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | boolean | null | undefined | readonly Piece[];

/** Escapes every value that is not Html itself; nothing, true and false leave nothing. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { markup: strings.map((text, index) => text + (index < pieces.length ? show(pieces[index]) : '')).join('') };
}

function show(piece: Piece): string {
  if (piece === null || piece === undefined || typeof piece === 'boolean') return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(show).join('');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export function join(parts: readonly Html[], between: Html = { markup: '' }): Html {
  return { markup: parts.map((part) => part.markup).join(between.markup) };
}
