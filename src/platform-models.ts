import { auditEntries } from '#platform/audit.ts';
import { cursorModel, deliveryModel } from '#platform/inbox/model.ts';
import { installationModel } from '#platform/installation.ts';
import type { ModelDeclaration } from '#platform/mongo.ts';
import { leaseModel } from '#platform/outbox/leader.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { allowanceModel } from '#platform/rate-limiter.ts';
import { agendaModel } from '#platform/scheduler.ts';

/** Collections that belong to no feature. */
export const platformModels = [
  agendaModel,
  allowanceModel,
  auditEntries,
  cursorModel,
  deliveryModel,
  installationModel,
  leaseModel,
  outboundModel,
] as readonly ModelDeclaration[];
