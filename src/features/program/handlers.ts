import { settingsView } from '#blocks/program/settings-view.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import { settingLines } from './rules.ts';
import type { ProgramService } from './service.ts';

export function createHandlers(deps: { service: ProgramService }) {
  const commands: readonly StaffCommand[] = [
    {
      name: 'settings',
      usage: '',
      summary: 'Show the programme settings in force',
      async handle(request) {
        const { version, settings } = await deps.service.readSettings({ actor: request.actor });
        await request.openModal(settingsView({ version, lines: settingLines(settings) }));
      },
    },
  ];
  return { commands };
}
