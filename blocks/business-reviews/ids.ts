export const actionIds = {
  chooseDate: 'business-reviews.plan.choose-date',
  approvePack: 'business-reviews.pack.approve',
  writeMinutes: 'business-reviews.minutes.write',
  reportProgress: 'business-reviews.progress.report',
  openSurvey: 'business-reviews.survey.open',
} as const;

export const callbackIds = {
  chooseDate: 'business-reviews.choose-date',
  setDate: 'business-reviews.set-date',
  minutes: 'business-reviews.minutes',
  progress: 'business-reviews.progress',
  survey: 'business-reviews.survey',
  notice: 'business-reviews.notice',
} as const;
