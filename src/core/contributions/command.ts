import type { CommandHandler } from '../interaction.ts';

/** `/partner <name>`; staff texts are English (design §9). */
export interface StaffCommand {
  name: string;
  /** Arguments as shown by `/partner help`: `<date>`. */
  usage: string;
  summary: string;
  handle: CommandHandler;
}
