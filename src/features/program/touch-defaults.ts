interface Moment {
  businessDays: number;
  at: string;
}

const moment = (businessDays: number, at: string): Moment => ({ businessDays, at });

const asked = (...ids: readonly string[]) => ids.map((id) => ({ id, wording: 1, everyNth: 1 }));

/** Counted from the meeting; where domain §2.2 names no time, §2.5 rule 1 does, and `answersDue` is ours. */
const qbrTiming = {
  anchor: { businessDay: 15, at: '10:00', earliestBusinessDay: 10, latestBusinessDay: 20 },
  slots: moment(-20, '10:00'),
  prepare: moment(-7, '08:00'),
  answersDue: moment(-5, '09:00'),
  pmList: moment(-5, '13:00'),
  summary: moment(-5, '10:00'),
  agenda: moment(-2, '10:00'),
  actions: moment(1, '10:00'),
  minutes: moment(2, '10:00'),
  progress: moment(10, '10:00'),
  close: moment(10, '17:00'),
  shiftLimitBusinessDays: 10,
};

/** The rows of domain §2.2 but for the monthly check-in; business days count from the day of the prompt or meeting. */
export const defaultTouches = {
  weekly_deal_review: {
    anchor: { weekday: 1, everyWeeks: 1 },
    preferredWeekdays: [1, 2, 3],
    prepare: moment(0, '08:00'),
    prompt: moment(0, '10:00'),
    answersDue: moment(1, '12:00'),
    reminders: [moment(1, '09:30')],
    pmList: moment(1, '13:00'),
    summary: moment(2, '10:00'),
    close: moment(2, '17:00'),
    shiftLimitBusinessDays: 2,
    questions: asked('D1', 'D2', 'D3', 'D4', 'D5', 'W1', 'W2'),
  },
  biweekly_pipeline_review: {
    anchor: { weekday: 2, everyWeeks: 2 },
    preferredWeekdays: [1, 2, 3],
    prepare: moment(-1, '16:00'),
    prompt: moment(0, '10:00'),
    answersDue: moment(2, '12:00'),
    reminders: [moment(1, '15:00')],
    pmList: moment(2, '13:00'),
    summary: moment(3, '10:00'),
    close: moment(3, '17:00'),
    shiftLimitBusinessDays: 3,
    questions: [...asked('D1', 'D2', 'D3', 'D4', 'B1', 'B2', 'B3'), { id: 'B4', wording: 1, everyNth: 2 }],
  },
  monthly_performance_review: {
    anchor: { businessDay: 4 },
    prepare: moment(-1, '12:00'),
    prompt: moment(0, '10:00'),
    answersDue: moment(2, '17:00'),
    reminders: [moment(1, '10:00'), moment(2, '10:00')],
    pmList: moment(3, '09:00'),
    summary: moment(4, '10:00'),
    close: moment(6, '17:00'),
    shiftLimitBusinessDays: 5,
    questions: asked('M1', 'M2', 'M3', 'M4', 'M5', 'M6'),
  },
  qbr_strategic: {
    ...qbrTiming,
    prompt: moment(-15, '10:00'),
    reminders: [moment(-10, '10:00'), moment(-6, '10:00')],
    questions: asked('Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8'),
  },
  qbr_core: {
    ...qbrTiming,
    prompt: moment(-10, '10:00'),
    reminders: [moment(-8, '10:00'), moment(-6, '10:00')],
    questions: asked('Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6'),
  },
  quarterly_newsletter: {
    anchor: { businessDay: 5 },
    prepare: moment(-4, '10:00'),
    prompt: moment(0, '11:00'),
    answersDue: null,
    reminders: [],
    pmList: moment(-1, '17:00'),
    summary: null,
    close: moment(0, '17:00'),
    shiftLimitBusinessDays: 5,
    questions: [],
  },
};
