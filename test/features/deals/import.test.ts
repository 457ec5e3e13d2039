import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { formatImportReport } from '#core/csv/report.ts';
import { writeCsv } from '#core/csv/write-csv.ts';
import type { DealCells } from '#features/deals/import/deal-columns.ts';
import { operator, useFixtureApp } from './fixtures-kit.ts';

const app = useFixtureApp();

const acme: DealCells = {
  externalRef: 'X1',
  partner: 'P005',
  customer: 'Acme',
  domain: 'acme.example',
  products: 'Vault',
  amount: '48,000',
  currency: 'EUR',
  status: 'approved',
  submittedAt: '2026-11-02',
  decidedAt: '2026-11-03',
  protectedUntilOn: '2027-02-01',
};
const fileOf = (...rows: readonly DealCells[]) => writeCsv([...new Set(rows.flatMap(Object.keys))], rows);
const wholeExport = async () =>
  (await app.test.app.features.bySlug.deals.exportDeals({ actor: operator, partnerId: null })).text;
const cellsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

beforeEach(async () => {
  for (const name of ['deals', 'accounts']) await app.test.database.collection(name).deleteMany({});
});

describe('an import of deals', () => {
  it('names each bad cell by line and column, and writes nothing of the file', async () => {
    const report = await app.importDeals(
      fileOf(
        acme,
        { ...acme, externalRef: 'X2', domain: 'gmail.com', amount: 'lots' },
        { ...acme, externalRef: 'X3', partner: 'P099' },
        { ...acme, externalRef: 'X4', protectedUntilOn: '' },
        { ...acme, externalRef: 'X5', decidedAt: '2026-11-01' },
        { ...acme, externalRef: 'X1' },
        { ...acme, externalRef: '' },
        { ...acme, externalRef: 'X6', customer: 'ACME' },
        { ...acme, externalRef: 'X7', status: 'maybe', domain: 'other.example' },
      ),
    );
    expect(report.bad.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '3 domain',
      '3 amount',
      '4 partner',
      '5 protectedUntilOn',
      '6 decidedAt',
      '7 externalRef',
      '8 externalRef',
      '9 status',
      '10 status',
    ]);
    expect(report.applied).toBe(false);
    expect(formatImportReport(report)).toContain('line 9, status: line 2 is approved for the same opportunity');
    expect(await app.deals()).toEqual([]);
  });

  it('brings the good rows in when asked to skip the bad ones, and each file once', async () => {
    const file = fileOf(acme, { ...acme, externalRef: 'X2', partner: 'P099' });
    const report = await app.importDeals(file, { skipBad: true });
    expect([report.applied, report.added]).toEqual([true, ['X1']]);
    expect(await app.deals()).toMatchObject([{ externalRef: 'X1', partnerId: 'P-0005', status: 'approved' }]);
  });

  it('changes what nobody has touched here, and keeps what has moved on', async () => {
    await app.importDeals(fileOf(acme));
    const later: DealCells = { ...acme, amount: '50000', stage: 'proposal' };
    expect((await app.importDeals(fileOf(later))).changed).toMatchObject([
      { fields: ['amount', 'amountUsd', 'stage'] },
    ]);
    const [deal] = await app.deals();
    expect(deal).toMatchObject({ version: 2, amountUsd: { amountMinor: 5_500_000 }, details: { stage: 'proposal' } });
    const actor = { kind: 'partner', partnerId: 'P-0005', person: { teamId: 'TP005', userId: 'UP005SELLER' } } as const;
    const order = { dealId: deal?.dealId ?? '', actor: { ...actor, roles: ['partner_member'] as const } };
    await app.test.app.features.bySlug.deals.service.withdrawDeal({ ...order, reason: 'mistake' });
    const after = await app.importDeals(fileOf(acme));
    expect([after.kept, after.changed, after.applied]).toEqual([[deal?.dealId], [], true]);
    expect(formatImportReport(after)).toContain(`keep ${deal?.dealId}: it has moved on here since`);
    expect(await app.deals()).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('is for operators, operations and admins only', async () => {
    const actor = { kind: 'staff', staffId: 'S-1', name: 'Tomas', roles: ['partner_manager'] } as const;
    const person = { teamId: 'T0LUMEN', userId: 'UTOMAS' };
    const { importDeals, importAccounts, exportDeals } = app.test.app.features.bySlug.deals;
    const order = { text: fileOf(acme), mode: 'apply', skipBad: false, actor: { ...actor, person } } as const;
    const refused = { kind: 'forbidden' };
    await expect(importDeals(order)).rejects.toMatchObject(refused);
    await expect(importAccounts(order)).rejects.toMatchObject(refused);
    await expect(exportDeals({ actor: order.actor, partnerId: null })).rejects.toMatchObject(refused);
  });
});

describe('an export of deals', () => {
  const hostile = [
    '=HYPERLINK("http://evil.example";"click")',
    '+1+1',
    '-2+3',
    '@SUM(A1:A9)',
    '＝1+1',
    "'=1+1",
    'Müller, "Söhne"; & Co',
  ];

  it('has nothing that a spreadsheet would run, and comes back as it was', async () => {
    const rows = hostile.map((customer, at) => ({
      ...acme,
      ...{ externalRef: `H${at}`, customer, domain: `h${at}.example`, contactPhone: '+49301234567' },
      useCase: `Line one\n=cmd|' /C calc'!A0\n${customer}`,
    }));
    const yen: DealCells = { ...acme, externalRef: 'J1', domain: 'j1.example', amount: '18000000', currency: 'JPY' };
    await app.importDeals(fileOf(...rows, yen, { ...acme, status: 'in_review' }));
    expect((await app.deals()).map(({ details }) => details.customerLegalName).slice(0, -2)).toEqual(hostile);
    const text = await wholeExport();
    expect(text.codePointAt(0)).toBe(0xfeff);
    const cells = cellsOf(text);
    const all = cells.flatMap((row) => Object.values(row));
    expect(all.filter((cell) => /^[\s]*[=+\-@＝＋－＠\t\r]/u.test(cell))).toEqual([]);
    expect(cells.map(({ customer }) => customer)).toContain("'@SUM(A1:A9)");
    expect(cells.find(({ externalRef }) => externalRef === 'J1')).toMatchObject({
      amount: '18000000',
      amountUsd: '120600.00',
      submittedAt: '2026-11-02',
    });
    expect(cells.find(({ externalRef }) => externalRef === 'H0')).toMatchObject({ amount: '48000.00' });

    const again = await app.importDeals(text);
    expect([again.unchanged, again.added, again.changed, again.kept, again.bad]).toEqual([9, [], [], [], []]);
    await app.test.database.collection('deals').deleteMany({});
    expect((await app.importDeals(text)).added).toHaveLength(9);
    expect(await wholeExport()).toBe(text);
  });
});

describe('an import of accounts', () => {
  const header =
    'accountId,legalName,domain,country,incumbent,contractProducts,directOnlyListVersion,opportunityId,openedOn,lastActivityOn,rep';

  it('gathers the lines of one account, changes what they state, and takes away at a dash', async () => {
    const lines = [
      header,
      'A1,Acme,https://www.acme.example/about,DE,P005,Flow;Edge,7,,,,',
      'A1,,,,,,,O1,2026-10-01,2026-11-10,Nora Quist',
      'A1,,,,,,,O2,2026-10-02,2026-11-10,Bo Adeyemi',
    ];
    expect((await app.importAccounts(lines.join('\n'))).added).toEqual(['A1']);
    const stored = () => app.test.database.collection('accounts').findOne({});
    expect(await stored()).toMatchObject({
      domain: 'acme.example',
      incumbentPartnerId: 'P-0005',
      contract: { products: ['Flow', 'Edge'], endsOn: null },
      directOnlyListVersion: 7,
      opportunities: [{ opportunityId: 'O1', repName: 'Nora Quist', status: 'open' }, { opportunityId: 'O2' }],
    });
    expect(await app.importAccounts(lines.join('\n'))).toMatchObject({ added: [], changed: [], unchanged: 1 });
    const next = await app.importAccounts([header, 'A1,,,,-,,-,O1,,2026-11-12,'].join('\n'));
    expect(next.changed).toEqual([
      { ref: 'A1', fields: ['incumbentPartnerId', 'directOnlyListVersion', 'opportunities'] },
    ]);
    expect(await stored()).toMatchObject({
      directOnlyListVersion: null,
      opportunities: [{ lastActivityOn: '2026-11-12', repName: 'Nora Quist' }, {}],
    });
  });

  it('names what is wrong and writes nothing', async () => {
    const lines = [header, 'A1,,,,,,,,,,', 'A2,Birch,gmail.com,,,,,,,,', 'A3,Cedar,,,P099,,,O1,2026-10-01,,'];
    const report = await app.importAccounts(lines.join('\n'));
    expect(report.bad.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 legalName',
      '3 domain',
      '4 incumbent',
      '4 lastActivityOn',
      '4 rep',
    ]);
    expect(await app.test.database.collection('accounts').countDocuments()).toBe(0);
  });
});
