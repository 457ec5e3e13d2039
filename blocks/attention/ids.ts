export const actionIds = {
  preferences: 'attention.hub.preferences',
  seeAll: 'attention.week.see-all',
} as const;

export const callbackIds = {
  preferences: 'attention.preferences',
  saved: 'attention.saved',
  week: 'attention.week',
  report: 'attention.report',
} as const;
