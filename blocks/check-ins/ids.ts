/** Buttons of one row need different ids (slack.md §4); the choice itself stands in the value. */
export const actionIds = {
  rate: [
    'check-ins.prompt.rate-1',
    'check-ins.prompt.rate-2',
    'check-ins.prompt.rate-3',
    'check-ins.prompt.rate-4',
    'check-ins.prompt.rate-5',
  ],
  talked: ['check-ins.prompt.talked-yes', 'check-ins.prompt.talked-not-yet', 'check-ins.prompt.talked-need-help'],
  /** Of any other question with a row of its own, and of each deal and goal. */
  choice: [
    'check-ins.prompt.choice-1',
    'check-ins.prompt.choice-2',
    'check-ins.prompt.choice-3',
    'check-ins.prompt.choice-4',
    'check-ins.prompt.choice-5',
    'check-ins.prompt.choice-6',
  ],
  /** A rarer one, out of a list. */
  otherChoice: 'check-ins.prompt.other-choice',
  changeItem: 'check-ins.prompt.change-item',
  noChange: 'check-ins.prompt.no-change',
  answerRest: 'check-ins.prompt.answer-rest',
  changeRating: 'check-ins.prompt.change-rating',
  changeTalked: 'check-ins.prompt.change-talked',
  changeChoice: 'check-ins.prompt.change-choice',
  changePrefilled: 'check-ins.prompt.change-prefilled',
  changeAnswers: 'check-ins.prompt.change-answers',
  reviewed: 'check-ins.answers.reviewed',
  openFromHub: 'check-ins.hub.open',
  openFromHome: 'check-ins.home.open',
} as const;

export const callbackIds = { answers: 'check-ins.answers' } as const;
