import { courtesies } from '#core/courtesies.ts';

/** What somebody typed, of what Slack sends: links and channels bare, mentions left out, entities undone. */
export function typedOf(text: string): string {
  return text
    .replace(/<(?:mailto:|tel:)?([^@#!<>|\s][^<>|]*)(?:\|[^<>]*)?>/g, '$1')
    .replace(/<#[^<>|]+\|([^<>]+)>/g, '#$1')
    .replace(/<[@#!][^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** "Thanks!", a smile: nothing to keep, and nobody is to be told. */
export function isCourtesy(words: string): boolean {
  const said = words
    .toLowerCase()
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return said === '' || courtesies.includes(said);
}
