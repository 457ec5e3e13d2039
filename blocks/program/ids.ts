export const callbackIds = { settings: 'program.settings' } as const;
