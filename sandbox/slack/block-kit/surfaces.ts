import type { Scope, Surface } from './problem.ts';

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];

// slack.md §4, surface table; `file` is read-only and may be sent nowhere.
const blockSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  markdown: ['message'],
  table: ['message'],
  plan: ['message'],
  task_card: ['message'],
  data_table: ['message'],
  context_actions: ['message'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  data_visualization: ['message', 'home'],
  alert: ['modal'],
  file: [],
};

// slack.md §4, surface table
const elementSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  email_text_input: ['modal'],
  number_input: ['modal'],
  url_text_input: ['modal'],
  file_input: ['modal'],
  datetimepicker: ['message', 'modal'],
  rich_text_input: ['modal', 'home'],
  workflow_button: ['message'],
  feedback_buttons: ['message'],
  icon_button: ['message'],
};

export function allowsBlock(type: string, scope: Scope): boolean {
  return (blockSurfaces[type] ?? everywhere).includes(scope.surface);
}

export function allowsElement(type: string, scope: Scope): boolean {
  return (elementSurfaces[type] ?? everywhere).includes(scope.surface);
}
