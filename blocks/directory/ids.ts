export const actionIds = {
  confirmSight: 'directory.hub.confirm',
  showContacts: 'directory.hub.contacts',
} as const;

export const callbackIds = {
  choosePartner: 'directory.choose-partner',
  connect: 'directory.connect',
  changeStatus: 'directory.change-status',
  notice: 'directory.notice',
} as const;
