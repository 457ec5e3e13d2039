import type { Connection } from 'mongoose';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Zone } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { statusesInScope } from './conflicts/scope.ts';
import type { RegistrationCandidate } from './conflicts/types.ts';
import { comparedFieldsOf } from './matching/fields.ts';
import { dealModel } from './model.ts';
import type { Deal } from './schemas.ts';

export type CandidateStore = ReturnType<typeof createCandidateStore>;

const seen = ['partnerId', 'status', 'completeAt', 'sequence', 'closedAt'] as const;
const seenDetails = [
  ...(['customerLegalName', 'customerDomain', 'customerCountry', 'customerCity', 'customerTaxId'] as const),
  ...(['contactEmail', 'division', 'products', 'expectedCloseOn'] as const),
];
const projection = Object.fromEntries(
  [...seen, ...seenDetails.map((field) => `details.${field}`), 'details.evidence.kind'].map((path) => [path, 1]),
);
type Row = { _id: string } & Pick<Deal, (typeof seen)[number]> & {
    details: Pick<Deal['details'], (typeof seenDetails)[number]> & { evidence?: readonly unknown[] };
  };

/**
 * Registrations of all partners, as far as matching looks at them: for the service alone, which hands on to a partner
 * only what `FindingParams` holds.
 */
export function createCandidateStore(connection: Connection) {
  const rows = modelOf(connection, dealModel);
  return {
    /** At most `limit` registrations in scope that have one of the keys, in no order. `zone`: for the day of closing. */
    async listByKeys(
      request: { keys: readonly string[]; limit: number; zone: Zone },
      write?: Write,
    ): Promise<readonly RegistrationCandidate[]> {
      const found = await rows
        .find(
          { searchKeys: { $in: [...request.keys] }, status: { $in: [...statusesInScope] } },
          projection,
          write ? { session: sessionOf(write) } : {},
        )
        .limit(request.limit)
        .lean<Row[]>();
      return found.map((row) => candidateOf(row, request.zone));
    },
  };
}

function candidateOf(row: Row, zone: Zone): RegistrationCandidate {
  const { _id: dealId, partnerId, status, details, completeAt, sequence, closedAt } = row;
  const { division, products, expectedCloseOn } = details;
  return {
    ...{ dealId, partnerId, status, completeAt, sequence, division, products, expectedCloseOn },
    customer: details.customerLegalName,
    evidence: details.evidence?.length ?? 0,
    fields: comparedFieldsOf(details),
    closedOn: closedAt === null ? null : localDateOf(closedAt, zone),
  };
}
