import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictsOf } from '#features/deals/conflicts/conflicts.ts';
import { precedence } from '#features/deals/conflicts/precedence.ts';
import { statusesInScope } from '#features/deals/conflicts/scope.ts';
import type { Finding } from '#features/deals/conflicts/types.ts';
import { account, found, opportunity, other, registration, today, zone } from './conflicts-kit.ts';
import type { Found } from './conflicts-kit.ts';

/** What is decided by default, and what the partner is told. */
function verdict(order: Found): string {
  const { findings } = found(order);
  const [first] = findings;
  return first === undefined
    ? 'none'
    : `${first.class} ${first.outcome} ${first.rejectReason ?? first.text ?? ''}`.trim();
}
const classes = (order: Found) => found(order).findings.map((finding) => finding.class);

describe('the scenarios of domain §16.4', () => {
  const elmstone = { customer: 'Elmstone Clinics', domain: 'elmstone-clinics.example', products: ['Vault'] };
  const brindle = { customer: 'Brindlewick Foods Ltd', domain: 'brindlewick.example', country: 'IN' };
  const fable = { domain: 'fablestone.example', products: ['Insight'] };
  const s06 = { ...fable, customer: 'Fablestone', partnerId: 'P007', completeAt: '2026-11-12T10:02:00Z' };
  const s07 = { ...fable, customer: 'Fable Stone Inc.', partnerId: 'P009', completeAt: '2026-11-12T21:40:00Z' };
  const bank = { customer: 'Opalvale Bank', domain: 'opalvale.example', products: ['Vault'], country: 'CA' };
  const willow = { customer: 'Willowgate Bank', domain: 'willowgate.example', products: ['Insight'] };

  const scenarios: readonly [string, Found, string][] = [
    ['S01 the happy path', { ours: registration({ ...elmstone, partnerId: 'P005' }) }, 'none'],
    [
      'S02 a colleague has it already',
      {
        ours: registration({ ...elmstone, customer: 'Elmstone Clinics GmbH', partnerId: 'P005' }),
        others: [other({ ...elmstone, partnerId: 'P005', dealId: 'DR-1', status: 'in_review' })],
      },
      'C1 open_existing own_registration',
    ],
    [
      'S04 another partner’s is approved',
      {
        ours: registration({ ...brindle, customer: 'BRINDLEWICK FOODS LIMITED', partnerId: 'P016' }),
        others: [other({ ...brindle, partnerId: 'P011', status: 'approved' })],
      },
      'C2 reject duplicate_registered',
    ],
    [
      'S05 a near miss',
      {
        ours: registration({ customer: 'Brindlewick Freight', domain: 'brindlewickfreight.example', country: 'IN' }),
        others: [other({ ...brindle, partnerId: 'P011', status: 'approved' })],
      },
      'none',
    ],
    ['S06 the first of two', { ours: registration(s06), others: [other(s07)] }, 'C4 evidence_review more_evidence'],
    ['S07 the second of two', { ours: registration(s07), others: [other(s06)] }, 'C4 evidence_review more_evidence'],
    [
      'S08 our own active process',
      {
        ours: registration(bank),
        accounts: [
          account({
            ...bank,
            opportunities: [opportunity({ openedOn: '2026-08-01', lastActivityOn: '2026-11-10', products: ['Vault'] })],
          }),
        ],
      },
      'C5 reject existing_direct_opportunity',
    ],
    [
      'S09 our own young opportunity',
      {
        ours: registration({ customer: 'Sablemoor Energy', country: 'BR' }),
        accounts: [
          account({
            customer: 'Sablemoor Energy',
            country: 'BR',
            opportunities: [opportunity({ openedOn: '2026-10-30', lastActivityOn: '2026-11-10' })],
          }),
        ],
      },
      'C6 approve_as_co_sell co_sell',
    ],
    [
      'S10 our own idle opportunity',
      {
        ours: registration({ customer: 'Teaselbridge Freight' }),
        accounts: [
          account({
            customer: 'Teaselbridge Freight',
            opportunities: [opportunity({ openedOn: '2026-03-01', lastActivityOn: '2026-08-20' })],
          }),
        ],
      },
      'C7 inform_account_owner',
    ],
    [
      'S11 the incumbent keeps the renewal',
      {
        ours: registration({ customer: 'Willowgate Retail', partnerId: 'P023', registrationType: 'renewal_expansion' }),
        accounts: [account({ customer: 'Willowgate Retail', incumbentPartnerId: 'P006' })],
      },
      'C8 reject incumbent_partner',
    ],
    [
      'S12 a tender already published',
      { ours: registration({ customer: 'Ministry of Fabled Works', tenderPublishedOn: '2026-11-01' }) },
      'C9 reject public_tender',
    ],
    [
      'S13 the German company of a British group',
      {
        ours: registration({ customer: 'Kestrelmere Clinics Deutschland GmbH', partnerId: 'P005' }),
        others: [other({ customer: 'Kestrelmere Clinics', country: 'GB', partnerId: 'P001', status: 'approved' })],
      },
      'C10 human_check checking_buying_group',
    ],
    [
      'S14 outside the territory',
      { ours: registration({ customer: 'Hazelvale Media', country: 'BR', territory: 'outside_covered' }) },
      'C12 reject outside_territory',
    ],
    [
      'S15 and S16 two divisions',
      {
        ours: registration({ ...willow, division: 'Insurance', partnerId: 'P005' }),
        others: [other({ ...willow, division: 'Retail', partnerId: 'P001', status: 'approved' })],
      },
      'none',
    ],
    [
      'S36 a direct-only account',
      {
        ours: registration({ customer: 'Alderstone Bank' }),
        accounts: [account({ customer: 'Alderstone Bank', directOnlyListVersion: 7 })],
      },
      'C14 reject direct_only',
    ],
  ];
  test.each(scenarios)('%s', (_, order, expected) => expect(verdict(order)).toBe(expected));

  test('S36 records the version of the list', () => {
    const order = { ours: registration({}), accounts: [account({ directOnlyListVersion: 7 })] };
    expect(found(order).findings[0]?.listVersion).toBe(7);
  });
});

describe('the order of submissions', () => {
  const ours = registration({ completeAt: '2026-11-12T10:00:00Z' });
  const at = (completeAt: string, status: 'in_review' | 'approved' = 'in_review') =>
    verdict({ ours, others: [other({ completeAt, status })] });

  test('earlier by more than 24 hours holds, up to 24 hours asks for evidence, later says nothing', () => {
    expect(at('2026-11-11T09:59:59Z')).toBe('C3 hold earlier_request');
    expect(at('2026-11-11T10:00:00Z')).toBe('C4 evidence_review more_evidence');
    expect(at('2026-11-13T10:00:00Z')).toBe('C4 evidence_review more_evidence');
    expect(at('2026-11-13T10:00:01Z')).toBe('none');
  });

  test('an approved one blocks, however near the two submissions were', () => {
    expect(at('2026-11-12T09:00:00Z', 'approved')).toBe('C2 reject duplicate_registered');
    expect(at('2026-11-15T09:00:00Z', 'approved')).toBe('C2 reject duplicate_registered');
  });

  test('of several earlier ones the first comes first', () => {
    const others = [
      other({ dealId: 'DR-2', completeAt: '2026-11-03T00:00:00Z', sequence: 2 }),
      other({ dealId: 'DR-3', completeAt: '2026-11-04T00:00:00Z', sequence: 3 }),
      other({ dealId: 'DR-1', completeAt: '2026-11-03T00:00:00Z', sequence: 1 }),
    ];
    expect(found({ ours, others }).findings.map((finding) => finding.subjectId)).toEqual(['DR-1', 'DR-2', 'DR-3']);
  });

  test('a registration is no conflict of its own', () => {
    const itself = other({ dealId: 'DR-9', partnerId: 'P001' });
    expect(verdict({ ours: { ...ours, dealId: 'DR-9' }, others: [itself] })).toBe('none');
  });
});

describe('likenesses go to a person', () => {
  test('a probable name in one country', () => {
    const order = {
      ours: registration({ customer: 'Kestrelmere Clinics' }),
      others: [other({ customer: 'Kestrelmere Clinics Deutschland', status: 'approved' as const })],
    };
    expect(verdict(order)).toBe('probable human_check checking_detail');
  });

  test('one domain in two countries, as an affiliate', () => {
    const domain = 'opalvale.example';
    const others = [other({ domain, country: 'FR', status: 'approved' as const })];
    expect(verdict({ ours: registration({ domain, country: 'DE' }), others })).toBe(
      'C10 human_check checking_buying_group',
    );
  });

  test('a possible one is a hint without words for the partner', () => {
    const order = {
      ours: registration({ customer: 'Brindlewick Foods', city: 'Kiel' }),
      others: [other({ customer: 'Brindlewick Freight', city: 'Kiel', status: 'approved' as const })],
    };
    expect(verdict(order)).toBe('possible hint');
    expect(found(order).matchClass).toBe('possible');
  });

  test('more alike than can be looked at is never nothing', () => {
    expect(verdict({ ours: registration({}), isTruncated: true })).toBe('probable human_check checking_detail');
  });
});

describe('what is over', () => {
  const closed = (
    status: 'won' | 'expired' | 'lost' | 'withdrawn' | 'rejected',
    closedOn: string,
    partnerId = 'P001',
  ) => verdict({ ours: registration({ partnerId: 'P001' }), others: [other({ status, closedOn, partnerId })] });

  test('an own registration expired at most 90 days ago needs new evidence', () => {
    expect(closed('expired', '2026-08-18')).toBe('C13 needs_new_evidence');
    expect(closed('expired', '2026-08-17')).toBe('none');
  });

  test('another partner’s expired one is a hint, its win makes it the incumbent for a year', () => {
    expect(closed('expired', '2026-11-01', 'P002')).toBe('possible hint');
    expect(closed('won', '2025-11-16', 'P002')).toBe('C8 reject incumbent_partner');
    expect(closed('won', '2025-11-15', 'P002')).toBe('none');
    expect(closed('won', '2026-11-01', 'P001')).toBe('none');
  });

  test.each(['lost', 'withdrawn', 'rejected'] as const)('a %s one is nothing', (status) => {
    expect(closed(status, '2026-11-15', 'P002')).toBe('none');
  });
});

describe('existing customers', () => {
  const sold = {
    incumbentPartnerId: 'P002',
    contract: { endsOn: '2027-03-31', products: ['Flow'], division: 'Retail' },
  };
  const at = (ours: Parameters<typeof registration>[0], more = {}) =>
    found({ ours: registration({ partnerId: 'P001', ...ours }), accounts: [account({ ...sold, ...more })] })
      .findings[0];

  test('only a new product family or division may be registered', () => {
    expect(at({ products: ['Flow', 'Vault'] })).toMatchObject({
      class: 'C11',
      outcome: 'limit_scope',
      params: { allowedProducts: ['Vault'] },
    });
    expect(at({ products: ['Flow'], division: 'Insurance' })).toMatchObject({ class: 'C11', outcome: 'limit_scope' });
    expect(at({ products: ['Flow'] })).toMatchObject({ class: 'C8', rejectReason: 'incumbent_partner' });
  });

  test('the incumbent itself is free to expand', () => {
    expect(at({ partnerId: 'P002', products: ['Flow'] })).toBeUndefined();
  });

  test('whom we serve without a partner is looked at by a person', () => {
    expect(at({ products: ['Flow'] }, { incumbentPartnerId: null })).toMatchObject({
      class: 'C11',
      outcome: 'human_check',
    });
  });

  test('after the contract only renewals are the incumbent’s', () => {
    const ended = { contract: { ...sold.contract, endsOn: '2026-11-15' } };
    expect(at({ products: ['Flow'] }, ended)).toBeUndefined();
    expect(at({ products: ['Flow'], registrationType: 'renewal_expansion' }, ended)).toMatchObject({ class: 'C8' });
  });
});

describe('our own opportunities', () => {
  const at = (change: Parameters<typeof opportunity>[0]) =>
    verdict({
      ours: registration({ completeAt: '2026-11-16T09:00:00Z' }),
      accounts: [account({ opportunities: [opportunity(change)] })],
    });

  test.each([
    ['30 days old', '2026-10-17', '2026-10-17', 'C6 approve_as_co_sell co_sell'],
    ['31 days old, active 30 days ago', '2026-10-16', '2026-10-17', 'C5 reject existing_direct_opportunity'],
    ['active 31 days ago', '2026-06-01', '2026-10-16', 'C5 human_check checking_detail'],
    ['active 59 days ago', '2026-06-01', '2026-09-18', 'C5 human_check checking_detail'],
    ['idle for 60 days', '2026-06-01', '2026-09-17', 'C7 inform_account_owner'],
    ['active only after the registration', '2026-06-01', '2026-11-17', 'C5 human_check checking_detail'],
    ['opened after the registration', '2026-11-17', '2026-11-17', 'none'],
  ])('%s', (_, openedOn, lastActivityOn, expected) => expect(at({ openedOn, lastActivityOn })).toBe(expected));

  test('for other products, or closed, are nothing', () => {
    expect(at({ products: ['Edge'] })).toBe('none');
    expect(at({ status: 'lost' })).toBe('none');
  });
});

describe('precedence', () => {
  const own = other({ dealId: 'DR-1', partnerId: 'P001', status: 'approved' });
  const approved = other({ dealId: 'DR-2', status: 'approved' });
  const earlier = other({ dealId: 'DR-3', completeAt: '2026-11-01T00:00:00Z' });
  const direct = account({ directOnlyListVersion: 7 });
  const active = account({ opportunities: [opportunity({})] });
  const ours = registration({ partnerId: 'P001' });

  test('the own registration first, then what nobody may register, then who else has it, then our own sales', () => {
    const tender = { ...ours, tenderPublishedOn: today };
    expect(classes({ ours: tender, others: [earlier, approved, own], accounts: [active, direct] })).toEqual([
      'C1',
      'C9',
      'C14',
      'C2',
      'C5',
      'C3',
    ]);
  });

  test('the customer’s letter beats other partners for whom it names, and everybody for whom it does not', () => {
    const named = { ...ours, customerChoicePartnerId: 'P001' };
    expect(verdict({ ours: named, others: [approved] })).toBe('C15 customer_choice customer_choice');
    expect(verdict({ ours: { ...ours, customerChoicePartnerId: 'P002' } })).toBe('C15 reject customer_choice');
    expect(verdict({ ours: named, accounts: [direct] })).toBe('C14 reject direct_only');
  });

  test('a refusal beats a wait, a wait beats a check, a check beats a condition', () => {
    const affiliate = other({ country: 'FR', status: 'approved' });
    const young = account({ opportunities: [opportunity({ openedOn: '2026-11-10' })] });
    expect(classes({ ours, others: [affiliate, earlier, approved], accounts: [young] })).toEqual([
      'C2',
      'C3',
      'C10',
      'C6',
    ]);
  });

  test('has a place for every finding that the rules know', () => {
    const known = new Set<string>(precedence);
    const everything: readonly Found[] = [
      { ours, others: [own, approved, earlier], accounts: [active, direct], isTruncated: true },
      { ours: { ...ours, territory: 'outside_covered', customerChoicePartnerId: 'P001' } },
    ];
    const seen = everything.flatMap((order) => found(order).findings);
    expect(seen.filter((finding: Finding) => !known.has(`${finding.class} ${finding.outcome}`))).toEqual([]);
    expect(known.size).toBe(precedence.length);
  });
});

test('nothing of another partner is in what its partner is told, whatever was found', () => {
  const secret = 'SECRET';
  const anyStatus = fc.constantFrom(...statusesInScope, 'rejected' as const);
  const anyCustomer = fc.record({
    customer: fc.constantFrom('Opalvale Bank', 'Opalvale Bnak', 'Opalvale Group', `Opalvale ${secret}`),
    country: fc.constantFrom('DE', 'FR'),
    division: fc.constantFrom(null, secret),
  });
  const anyOther = fc.record({ who: anyCustomer, status: anyStatus, day: fc.constantFrom('2026-11-16', '2026-10-01') });
  const anyAccount = fc.record({
    who: anyCustomer,
    incumbentPartnerId: fc.constantFrom(null, `P-${secret}`),
    directOnlyListVersion: fc.constantFrom(null, 7),
  });
  fc.assert(
    fc.property(fc.array(anyOther, { maxLength: 4 }), fc.array(anyAccount, { maxLength: 2 }), (others, accounts) => {
      const report = found({
        ours: registration({ partnerId: 'P001', products: ['Flow', 'Vault'] }),
        others: others.map(({ who, status, day }, n) =>
          other({
            ...{ ...who, status, partnerId: `P-${secret}`, dealId: `DR-${secret}-${n}` },
            ...{ completeAt: `${day}T07:00:00Z`, closedOn: day, products: ['Flow', secret] },
          }),
        ),
        accounts: accounts.map(({ who, ...more }, n) =>
          account({
            ...{ ...who, ...more, accountId: `ACC-${secret}-${n}` },
            contract: { endsOn: null, products: ['Flow', secret], division: who.division },
          }),
        ),
      });
      const told = report.findings.map(({ outcome, rejectReason, text, params }) => [
        outcome,
        rejectReason,
        text,
        params,
      ]);
      expect(JSON.stringify(told)).not.toMatch(/SECRET|20\d\d/);
    }),
    { seed: 5, numRuns: 150 },
  );
});

test('staff read why: the likeness, and what makes two opportunities of one customer', () => {
  const order = {
    ours: registration({ customer: 'Opalvale Bank', division: 'Retail' }),
    others: [other({ dealId: 'DR-1', customer: 'Opalvale Bnak', division: 'Insurance' })],
  };
  const report = found(order);
  expect(report.findings).toEqual([]);
  expect(report.matchClass).toBe('same');
  expect(report.matchReasons).toEqual([
    { subjectId: 'DR-1', rule: 'name', score: 985, text: 'opalvale bank / opalvale bnak' },
    { subjectId: 'DR-1', rule: 'country_equal', score: null, text: 'DE' },
    { subjectId: 'DR-1', rule: 'division_differs', score: null, text: '' },
  ]);
});

test('the day of completion is that of the zone asked for', () => {
  const ours = registration({ completeAt: '2026-11-16T01:00:00Z', tenderPublishedOn: '2026-11-16' });
  const related = { registrations: [], accounts: [], isTruncated: false };
  const classOf = (inZone: string) => conflictsOf(ours, related, { today, zone: inZone }).findings[0]?.class;
  expect(classOf(zone)).toBe('C9');
  expect(classOf('America/New_York')).toBeUndefined();
});
