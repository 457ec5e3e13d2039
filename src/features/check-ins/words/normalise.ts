/** Slack's names of the five faces, and of a thumb. */
const emoji: Readonly<Record<string, string>> = {
  disappointed: '😞',
  slightly_frowning_face: '🙁',
  neutral_face: '😐',
  slightly_smiling_face: '🙂',
  grinning: '😀',
  '+1': '👍',
  thumbsup: '👍',
  pray: '🙏',
};

const mostCharacters = 2000;

/** What somebody typed, as Slack sends it (slack.md §1.2), made comparable: one case, one kind of space, no markup. */
export function normalise(text: string): string {
  return cleaned(text).toLowerCase();
}

/** In the case in which it was typed: a step or a commitment is shown again. */
export function asTyped(said: string, text: string): string {
  const typed = cleaned(text);
  const at = typed.toLowerCase().indexOf(said);
  return at === -1 || typed.toLowerCase().length !== typed.length ? said : typed.slice(at, at + said.length);
}

function cleaned(text: string): string {
  return text
    .slice(0, mostCharacters)
    .normalize('NFKC')
    .replace(/<[@#!][^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/:([a-z0-9_+-]+)(::skin-tone-\d)?:/g, (code, name: string) =>
      Object.hasOwn(emoji, name) ? ` ${emoji[name]} ` : code,
    )
    .replace(/[’‘]/g, "'")
    .replace(/[*_`~"“”„]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** Without what ends a sentence. */
export function bare(text: string): string {
  return text.replace(/^[\s\-•.:!]+|[\s.!:]+$/g, '');
}
