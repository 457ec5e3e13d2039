import type { ErrorText } from '#core/language.ts';

export const en = {
  settings: {
    title: 'Programme settings',
    close: 'Close',
    version: (version: number) => (version === 0 ? 'Defaults: nothing has been changed yet.' : `Version ${version}.`),
  },
  errors: {
    version_unknown: (params) => `There is no version ${params['version']} of the programme settings.`,
    changed_meanwhile: (params) =>
      `Nothing was changed: version ${params['current']} came in after version ${params['expected']}. Look at the new difference and try again.`,
    version_taken: () => 'Nothing was changed: another version came in meanwhile.',
    nothing_changed: () => 'Nothing was changed: these values are in force already.',
    reason_missing: () => 'Nothing was changed: give a reason for the audit trail.',
    invalid_settings: (params) => `Nothing was changed: ${params['path']} is not acceptable (${params['problem']}).`,
  } satisfies Record<string, ErrorText>,
};

export type Texts = typeof en;
