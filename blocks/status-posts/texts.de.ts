import type { Texts } from './texts.en.ts';

export const de: Texts = {
  title: '*So steht es bei uns.* Sie müssen nichts tun.',
  contact: (name) => `Brauchen Sie etwas? Schreiben Sie hier; ${name} ist für Sie da.`,
  writeHere: 'Brauchen Sie etwas? Schreiben Sie einfach hier.',
  errors: {
    already_done: () => 'Dieser Kanal wurde schon geprüft. Es wurde nichts geändert.',
  },
};
