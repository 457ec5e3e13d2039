import type { Check } from '../checks.ts';
import { variant } from '../checks.ts';
import { imageElement } from '../composition.ts';
import { allowsElement } from '../surfaces.ts';
import { buttonElements } from './buttons.ts';
import { choiceElements } from './choices.ts';
import { inputElements } from './inputs.ts';
import { pickerElements } from './pickers.ts';
import { multiSelectElements, selectElements } from './selects.ts';

const elements: Record<string, Check> = {
  ...buttonElements,
  ...choiceElements,
  ...inputElements,
  ...pickerElements,
  ...selectElements,
  ...multiSelectElements,
  image: imageElement,
};

export const elementTypes = Object.keys(elements);

const selects = [...Object.keys(selectElements), ...Object.keys(multiSelectElements)];

function place(...types: string[]): Check {
  const byType = Object.fromEntries(Object.entries(elements).filter(([type]) => types.includes(type)));
  return variant(byType, allowsElement);
}

// Which element stands where: @slack/types 3.2.0, SectionBlockAccessory, ActionsBlockElement, InputBlockElement.
const anywhere = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...selects];
const pressed = ['button', 'overflow', 'workflow_button'];

export const sectionAccessory = place(...anywhere, ...pressed, 'image');
export const actionsElement = place(...anywhere, ...pressed, 'datetimepicker', 'rich_text_input');
export const inputElement = place(...anywhere, ...Object.keys(inputElements), 'datetimepicker');
export const contextActionsElement = place('feedback_buttons', 'icon_button');
export const cardAction = place('button');
