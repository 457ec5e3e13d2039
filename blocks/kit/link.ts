import { escapeText } from './escape.ts';

/** A link in mrkdwn that shows where it leads; an address of anything but the web stays text. */
export function linkText(address: string, label?: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return escapeText(label ?? address, longestLabel, oneLine);
  const shown = escapeText(label ?? url.host + url.pathname, longestLabel, oneLine).replaceAll('|', '¦');
  // URL itself encodes `<` and `>`; a password has no place in a message.
  const rest = `${url.pathname}${url.search}${url.hash}`.replaceAll('|', '%7C').replaceAll('@', '%40');
  return `<${url.origin}${rest.replaceAll('&', '&amp;')}|${shown}>`;
}

const longestLabel = 80;
const oneLine = { singleLine: true };
