/** Proven with the driver, because a raw command cannot: transactions.test.ts and driver.test.ts. */
export const PROVEN_WITH_THE_DRIVER = [
  ...['command:commitTransaction', 'command:abortTransaction', 'command:endSessions', 'command:configureFailPoint'],
  ...['option:configureFailPoint.mode', 'option:configureFailPoint.data'],
  ...['command:listDatabases', 'option:listDatabases.nameOnly', 'option:listDatabases.filter'],
  'option:listDatabases.authorizedDatabases',
];
