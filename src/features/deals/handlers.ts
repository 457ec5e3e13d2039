import type { DirectoryPublic } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { SlackReader } from '#core/ports.ts';
import { createDealCommands } from './handlers/commands.ts';
import { createHomeSection } from './handlers/home.ts';
import { createNoteHandlers } from './handlers/noting.ts';
import { createPartnerHandlers } from './handlers/partner.ts';
import { createPreCheckHandlers } from './handlers/pre-check.ts';
import { createRegisterHandlers } from './handlers/register.ts';
import { createAnswerActions } from './handlers/replies.ts';
import { createStaffActions } from './handlers/staff.ts';
import { createStaffViews } from './handlers/staff-forms.ts';
import { createSubmitHandlers } from './handlers/submit.ts';
import type { PreCheckService } from './pre-check-service.ts';
import type { DealService } from './service.ts';

/** Everything that a person can do with deals, by button, form, command and mention. */
export function createHandlers(deps: {
  service: DealService;
  preChecks: PreCheckService;
  directory: DirectoryPublic;
  program: ProgramPublic;
  slack: Pick<SlackReader, 'person' | 'file' | 'hasScope'>;
}) {
  const partner = createPartnerHandlers(deps);
  const preCheck = createPreCheckHandlers(deps);
  const staff = createStaffActions(deps);
  const { commands, views: commandViews } = createDealCommands({ ...deps, moreView: staff.moreView });
  return {
    actions: {
      ...createRegisterHandlers(deps),
      ...partner.actions,
      ...createAnswerActions(deps),
      ...preCheck.actions,
      ...staff.actions,
    },
    views: {
      ...createSubmitHandlers(deps),
      ...partner.views,
      ...createNoteHandlers(deps),
      ...preCheck.views,
      ...createStaffViews(deps),
      ...commandViews,
    },
    commands,
    mentions: preCheck.mentions,
    homeSections: [createHomeSection({ service: deps.service, order: 20 })],
  };
}
