import type { ErrorParams } from '#core/errors.ts';
import type { TouchId } from '#core/touches.ts';

export interface Texts {
  touches: Readonly<Record<TouchId, string>>;
  offer: {
    ask: (touch: string, when: string) => string;
    hint: string;
    move: string;
    contact: string;
    skip: string;
    skipTitle: string;
    skipConfirm: (touch: string, when: string) => string;
    skipYes: string;
    skipNo: string;
    skipped: (month: string) => string;
    moved: (touch: string, when: string) => string;
    contactChosen: (name: string) => string;
  };
  form: {
    moveTitle: string;
    contactTitle: string;
    intro: (touch: string, when: string) => string;
    day: string;
    dayHint: string;
    time: string;
    contact: string;
    nobody: string;
    submit: string;
    close: string;
  };
  fieldErrors: { day: string; time: string; contact: string };
  errors: Readonly<Record<string, (params: ErrorParams) => string>>;
}

export const en: Texts = {
  touches: {
    qbr_strategic: 'business review',
    qbr_core: 'business review',
    monthly_performance_review: 'performance review',
    quarterly_newsletter: 'newsletter',
    weekly_deal_review: 'deal review',
    biweekly_pipeline_review: 'pipeline review',
    monthly_checkin: 'check-in',
  },
  offer: {
    ask: (touch, when) => `Your next ${touch} comes ${when}. Would something else suit you better?`,
    hint: 'No need to answer: without a choice it stays as it is.',
    move: 'Move day or time',
    contact: 'Ask somebody else',
    skip: 'Skip this month',
    skipTitle: 'Skip this month?',
    skipConfirm: (touch, when) => `There will be no ${touch} ${when}. The one after comes as usual.`,
    skipYes: 'Skip',
    skipNo: 'Keep it',
    skipped: (month) => `${month} is left out. The next one comes as usual.`,
    moved: (touch, when) => `Moved: your ${touch} comes ${when}.`,
    contactChosen: (name) => `From now on we write to ${name} first.`,
  },
  form: {
    moveTitle: 'Move day or time',
    contactTitle: 'Ask somebody else',
    intro: (touch, when) => `Your next ${touch} is planned for ${when}.`,
    day: 'Day',
    dayHint: 'A working day of the same week or month',
    time: 'Time',
    contact: 'Whom may we write to?',
    nobody: 'We know nobody else at your company yet. Tell your partner manager a name, and we will write there.',
    submit: 'Save',
    close: 'Cancel',
  },
  fieldErrors: {
    day: 'Please choose a day.',
    time: 'Please choose a time.',
    contact: 'Please choose a person.',
  },
  errors: {
    not_found: () => 'This choice was not found. Nothing was changed.',
    not_yours: () => 'This partner is looked after by somebody else. Nothing was changed.',
    already_chosen: () => 'A choice was made already; the message shows it. Nothing was changed.',
    usage: () => 'Say `/partner rhythm P-0005` to see and change what comes for a partner.',
  },
};
