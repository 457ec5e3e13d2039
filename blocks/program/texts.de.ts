import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

/** Only staff read these, and staff texts are English (design §9). */
export const de: Texts = en;
