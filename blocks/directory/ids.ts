export const actionIds = {
  confirmSight: 'directory.hub.confirm',
  showContacts: 'directory.hub.contacts',
} as const;

export const callbackIds = {
  choosePartner: 'directory.choose-partner',
  connect: 'directory.connect',
  changeStatus: 'directory.change-status',
  changeTier: 'directory.change-tier',
  confirmTier: 'directory.confirm-tier',
  notice: 'directory.notice',
} as const;
