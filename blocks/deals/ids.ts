/** Partner members' buttons; the value is a deal id unless said otherwise. */
export const actionIds = {
  /** Value: partner id. */
  registerFromHub: 'deals.hub.register',
  listFromHub: 'deals.hub.list',
  checkFromHub: 'deals.hub.check',
  /** For messages of other features; value: partner id. */
  registerFromCheckIn: 'deals.check-in.register',
  /** Beside an answer to a mention; value: partner id. */
  registerFromMention: 'deals.mention.register',
  checkFromMention: 'deals.mention.check',
  registerFromHome: 'deals.home.register',
  listFromHome: 'deals.home.list',
  registerAgain: 'deals.thread.register-again',
  resumeDraft: 'deals.draft.resume',
  discardDraft: 'deals.draft.discard',
  back: 'deals.form.back',
  /** Shows the optional fields of the step. */
  more: 'deals.form.more',
  openFromList: 'deals.list.open',
  view: 'deals.thread.view',
  note: 'deals.thread.note',
  help: 'deals.thread.help',
  withdraw: 'deals.thread.withdraw',
  answer: 'deals.thread.answer',
  update: 'deals.thread.update',
  extend: 'deals.thread.extend',
  won: 'deals.thread.won',
  lost: 'deals.thread.lost',
  takeUp: 'deals.thread.take-up',
  askPartnerManager: 'deals.thread.ask-partner-manager',
  reinstate: 'deals.thread.ask-reinstatement',
  /** Shows what an update rarely changes. */
  moreUpdate: 'deals.update.more',
  /** Beside what was written in the thread; value: `<deal id>|<ts of the message>`. */
  sendAsAnswer: 'deals.reply.send-as-answer',
  /** Value: proposal id. */
  confirmProposal: 'deals.proposal.confirm',
  declineProposal: 'deals.proposal.decline',
} as const;

/** Staff's buttons; the value is `<deal id>|<version seen>`. */
export const staffActionIds = {
  approve: 'deals.review.approve',
  ask: 'deals.review.ask',
  reject: 'deals.review.reject',
  more: 'deals.review.more',
  resolve: 'deals.review.resolve',
  letter: 'deals.review.letter',
  decideExtension: 'deals.review.decide-extension',
  extend: 'deals.review.extend',
  revoke: 'deals.review.revoke',
  reinstate: 'deals.review.reinstate',
  won: 'deals.review.won',
  lost: 'deals.review.lost',
  withdraw: 'deals.review.withdraw',
  openFromHome: 'deals.home.review',
  openFromQueue: 'deals.queue.open',
} as const;

export const callbackIds = {
  customer: 'deals.customer',
  opportunity: 'deals.opportunity',
  evidence: 'deals.evidence',
  onBehalf: 'deals.on-behalf',
  check: 'deals.check',
  answer: 'deals.answer',
  note: 'deals.note',
  withdraw: 'deals.withdraw',
  update: 'deals.update',
  extend: 'deals.extend',
  won: 'deals.won',
  lost: 'deals.lost',
  askPartnerManager: 'deals.ask-partner-manager',
  reinstate: 'deals.ask-reinstatement',
  /** Nothing to submit. */
  shown: 'deals.shown',
} as const;

export const staffCallbackIds = {
  approve: 'deals.approve',
  ask: 'deals.ask',
  reject: 'deals.reject',
  resolve: 'deals.resolve',
  letter: 'deals.letter',
  decideExtension: 'deals.decide-extension',
  extend: 'deals.extend-for',
  revoke: 'deals.revoke',
  reinstate: 'deals.reinstate',
  won: 'deals.won-for',
  lost: 'deals.lost-for',
  withdraw: 'deals.withdraw-for',
} as const;
