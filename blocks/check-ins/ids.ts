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
  answerRest: 'check-ins.prompt.answer-rest',
  changeRating: 'check-ins.prompt.change-rating',
  changeTalked: 'check-ins.prompt.change-talked',
  changePrefilled: 'check-ins.prompt.change-prefilled',
  changeAnswers: 'check-ins.prompt.change-answers',
  openFromHub: 'check-ins.hub.open',
  openFromHome: 'check-ins.home.open',
} as const;

export const callbackIds = { answers: 'check-ins.answers' } as const;
