import type { ErrorText } from '#core/language.ts';

export interface Texts {
  title: string;
  contact: (name: string) => string;
  writeHere: string;
  errors: Readonly<Record<'already_done', ErrorText>>;
}

export const en: Texts = {
  title: '*Where we stand.* Nothing to do for you.',
  contact: (name) => `Need anything? Write here; ${name} is your contact.`,
  writeHere: 'Need anything? Write here.',
  errors: {
    already_done: () => 'This channel has been looked at already. Nothing was changed.',
  },
};
