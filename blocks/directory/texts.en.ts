import type { ErrorText } from '#core/language.ts';
import { errors } from './error-texts.en.ts';
import { staff } from './staff-texts.ts';

export const en = {
  hub: {
    fallback: 'Your partnership channel with us',
    title: 'Your partnership at a glance',
    contact: (name: string) => `*Your contact:* ${name}`,
    noContact: 'Your contact will be named here soon.',
    cover: (name: string) => `*Cover:* ${name}`,
    away: (name: string, until: string, cover: string) => `${name} is away until ${until}, ${cover} covers.`,
    awayAlone: (name: string, until: string) => `${name} is away until ${until}.`,
    sight: 'Please press *We can see this*, so that we know our buttons work for you.',
    sightButton: 'We can see this',
    howTo: 'Use the buttons, or mention me with your question.',
    generic: 'Several companies are in this channel, so only general news is posted here.',
    ended: 'This partnership has ended. Thank you for working with us.',
  },
  contacts: {
    button: 'Contacts',
    title: 'Your contacts',
    close: 'Close',
    contact: (name: string) => `*Partner manager:* ${name}`,
    cover: (name: string) => `*Cover:* ${name}`,
    none: 'Nobody is named yet. Write in this channel and we will answer.',
  },
  sight: {
    thanks: 'Thank you! Everything works for you here.',
    already: 'Thank you, a colleague has pressed already. Everything works here.',
  },
  home: {
    company: (name: string) => `*${name}*`,
    contact: (name: string) => `Your contact: ${name}`,
    cover: (name: string) => `Cover: ${name}`,
  },
  staff,
  errors: errors as Record<keyof typeof errors, ErrorText>,
};

export type Texts = typeof en;
