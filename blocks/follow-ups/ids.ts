export const actionIds = {
  start: 'follow-ups.card.start',
  wait: 'follow-ups.card.wait',
  finish: 'follow-ups.card.finish',
  decline: 'follow-ups.card.decline',
} as const;

export const callbackIds = { finish: 'follow-ups.finish', decline: 'follow-ups.decline' } as const;
