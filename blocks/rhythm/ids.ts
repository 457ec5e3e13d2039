export const actionIds = {
  move: 'rhythm.offer.move',
  contact: 'rhythm.offer.contact',
  skip: 'rhythm.offer.skip',
  /** Staff: one coming touch, and the whole partner. */
  change: 'rhythm.plan.change',
  pause: 'rhythm.plan.pause',
  person: 'rhythm.plan.contact',
} as const;

export const callbackIds = {
  move: 'rhythm.move',
  contact: 'rhythm.contact',
  plan: 'rhythm.plan',
  changeTouch: 'rhythm.change-touch',
  pause: 'rhythm.pause',
  person: 'rhythm.person',
  confirm: 'rhythm.confirm',
  notice: 'rhythm.notice',
} as const;
