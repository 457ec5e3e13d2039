import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/actor.ts';
import { formatImportReport } from '#core/csv/report.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';

const operator: Actor = { kind: 'operator', name: 'test' };
const header = 'externalRef,legalName,primaryType,tier,status,countries,timeZone,currency';
const acme = 'P001,Acme,reseller,core,active,GB,Europe/London,GBP';
const birch = 'P002,Birch,isv,emerging,prospect,DE;AT,Europe/Berlin,EUR';

interface Extra {
  mode?: 'dry-run' | 'apply';
  skipBad?: boolean;
}

function importPartners(test: TestApp, text: string, { mode = 'apply', skipBad = false }: Extra = {}) {
  return test.app.features.bySlug.directory.importPartners({ text, mode, skipBad, actor: operator });
}

function importStaff(test: TestApp, text: string, { mode = 'apply', skipBad = false }: Extra = {}) {
  return test.app.features.bySlug.directory.importStaff({ text, mode, skipBad, actor: operator });
}

async function stored(test: TestApp) {
  return test.database.collection('partners').find({}).sort({ partnerId: 1 }).toArray();
}

async function everything(test: TestApp) {
  const names = [
    'partners',
    'contacts',
    'partner_channels',
    'partner_teams',
    'staff',
    'directory_counters',
    'audit_entries',
  ];
  return Promise.all(names.map((name) => test.database.collection(name).find({}).sort({ _id: 1 }).toArray()));
}

const file = (...lines: string[]): string => lines.join('\n');

describe('importing partners', () => {
  it('takes a byte order mark, quotes, Windows line ends and empty lines', async () => {
    const test = await createTestApp();
    const text = `\uFEFF${header},notes\r\n${acme},"one, two\r\n""three"""\r\n\r\n${birch},\r\n`;
    const report = await importPartners(test, text);
    expect(report).toMatchObject({ applied: true, added: ['P001', 'P002'], bad: [] });
    expect(await stored(test)).toMatchObject([
      { partnerId: 'P-0001', externalRef: 'P001', notes: 'one, two\n"three"', stage: 'growth', language: 'en' },
      { partnerId: 'P-0002', countries: ['DE', 'AT'], holidayCalendar: 'DE', stage: 'discovery' },
    ]);
  });

  it('lists every bad row with line, column and reason, and changes nothing', async () => {
    const test = await createTestApp();
    const text = file(
      `${header},notes`,
      `${acme},"spans\ntwo lines"`,
      'P002,Birch,shop,core,active,GB,Berlin,GBP,',
      'P003,Cedar,isv,core,active,GB,Europe/London',
      'P004,,isv,core,active,GB,Europe/London,GBP,',
      ',Elm,isv,core,active,GB,Europe/London,GBP,',
      'P006,acme.,isv,core,active,GB,Europe/London,GBP,',
    );
    const report = await importPartners(test, text);
    expect(report.applied).toBe(false);
    expect(report.bad).toEqual([
      { line: 4, column: 'primaryType', reason: expect.stringContaining('not one of reseller') },
      { line: 4, column: 'timeZone', reason: 'not an IANA zone such as Europe/Berlin' },
      { line: 5, column: '', reason: 'the row has 7 cells, the header 9' },
      { line: 6, column: 'legalName', reason: 'a new partner needs this' },
      { line: 7, column: 'externalRef', reason: 'the cell is empty' },
      { line: 8, column: 'legalName', reason: 'acme. stands already in line 2' },
    ]);
    expect(await stored(test)).toEqual([]);
    expect(formatImportReport(report)).toContain('line 5: the row has 7 cells, the header 9');
    expect(formatImportReport(report)).toContain('nothing written: correct the bad rows');
  });

  it('imports the good rows when told to leave out the bad ones', async () => {
    const test = await createTestApp();
    const report = await importPartners(test, file(header, acme, 'P002,Birch,isv,gold,active,GB,UTC,GBP'), {
      skipBad: true,
    });
    expect(report).toMatchObject({ applied: true, added: ['P001'], bad: [{ line: 3, column: 'tier' }] });
    expect(await stored(test)).toHaveLength(1);
  });

  it('writes nothing in a dry run and tells the same', async () => {
    const test = await createTestApp();
    const before = await everything(test);
    const dry = await importPartners(test, file(header, acme, birch), { mode: 'dry-run' });
    expect(dry).toMatchObject({ applied: false, added: ['P001', 'P002'] });
    expect(await everything(test)).toEqual(before);
    expect(await importPartners(test, file(header, acme, birch))).toMatchObject({ added: dry.added, applied: true });
  });

  it('changes nothing when the same file comes twice', async () => {
    const test = await createTestApp();
    await importStaff(test, 'key,name,timeZone\npriya,Priya,America/New_York');
    const wide = `${header},pm,domains,contacts,slackTeamIds,channel,agreementStartsOn,launchOn,weekendDays`;
    const row = `${acme},priya,acme.example;acme-two.example,Anna|partner_admin|TACME|UANNA|lead;Bob|partner_member,TACME,CACME,2026-01-01,2026-02-01,5;6`;
    const first = await importPartners(test, file(wide, row));
    expect(first.added).toEqual(['P001']);
    const before = await everything(test);
    const second = await importPartners(test, file(wide, row));
    expect(second).toMatchObject({ applied: true, added: [], changed: [], unchanged: 1, bad: [] });
    expect(await everything(test)).toEqual(before);
  });

  it('imports once when the same file is applied twice at once', async () => {
    const test = await createTestApp();
    const text = file(`${header},domains,slackTeamIds`, `${acme},acme.example,TACME`, `${birch},birch.example,TBIRCH`);
    const results = await Promise.allSettled([importPartners(test, text), importPartners(test, text)]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject({ kind: 'conflict', code: 'directory.import_raced' });
    expect(results.some((result) => result.status === 'fulfilled' && result.value.added.length === 2)).toBe(true);
    expect(await stored(test)).toHaveLength(2);
    expect(await test.database.collection('partner_teams').countDocuments()).toBe(2);
    expect(await test.database.collection('audit_entries').countDocuments({ action: 'partner.imported' })).toBe(2);
  });

  it('changes only what the file states and says what it changed', async () => {
    const test = await createTestApp();
    await importPartners(test, file(`${header},displayName`, `${acme},The Acme`));
    const report = await importPartners(test, file(header, acme.replace('core', 'strategic')));
    expect(report.changed).toEqual([{ ref: 'P-0001', fields: ['tier'] }]);
    expect(await stored(test)).toMatchObject([{ tier: 'strategic', displayName: 'The Acme' }]);
    const audited = await test.database.collection('audit_entries').find({ action: 'partner.changed' }).toArray();
    expect(audited).toHaveLength(1);
  });

  it('refuses what belongs to another partner already', async () => {
    const test = await createTestApp();
    const wide = `${header},domains,slackTeamIds`;
    await importPartners(test, file(wide, `${acme},acme.example,TACME`));
    const report = await importPartners(
      test,
      file(wide, `${birch},acme.example,TACME`, 'P-0001,X,isv,core,active,GB,UTC,GBP,,'),
    );
    expect(report.bad).toEqual([
      { line: 2, column: 'domains', reason: 'acme.example belongs to P-0001' },
      { line: 2, column: 'slackTeamIds', reason: 'TACME belongs to P-0001' },
      { line: 3, column: 'externalRef', reason: 'P-0001 exists already under another external id' },
    ]);
  });

  it('lets no import change a status, which moves by its transitions only', async () => {
    const test = await createTestApp();
    await importPartners(test, file(header, acme));
    const report = await importPartners(test, file(header, acme.replace('active', 'ended')));
    expect(report.bad).toEqual([
      { line: 2, column: 'status', reason: 'P-0001 is active; use /partner status to change that' },
    ]);
  });

  it('refuses contacts of an unknown company, unknown staff keys and a stage that the status forbids', async () => {
    const test = await createTestApp();
    const wide = `${header},stage,pm,contacts`;
    const report = await importPartners(test, file(wide, `${acme},discovery,nobody,Anna|partner_admin|TACME|UANNA`));
    expect(report.bad.map((row) => row.column)).toEqual(['stage', 'pm', 'contacts']);
  });

  it('numbers partners without a number of their own after those that have one', async () => {
    const test = await createTestApp();
    await importPartners(test, file(header, acme.replace('P001', 'CRM-7'), birch.replace('P002', 'P005')));
    expect((await stored(test)).map((partner) => [partner['partnerId'], partner['externalRef']])).toEqual([
      ['P-0005', 'P005'],
      ['P-0006', 'CRM-7'],
    ]);
  });

  it('lists unknown columns and ignores them', async () => {
    const test = await createTestApp();
    const report = await importPartners(test, file(`${header},favouriteColour`, `${acme},green`));
    expect(report).toMatchObject({ applied: true, ignoredColumns: ['favouriteColour'] });
    expect(formatImportReport(report)).toContain('columns ignored: favouriteColour');
  });

  it.each([
    ['', 'the file is empty'],
    [`${header},tier\n`, 'this column stands in the header twice'],
    ['externalRef,legalName\n', 'this column is missing from the header'],
    [`${header}\nP001,"Acme\n`, 'not readable as CSV'],
    [`${header}\n${'x'.repeat(5_000_001)}`, 'the file is larger than'],
  ])('refuses a file that cannot be used as a whole, even without its bad rows (%#)', async (text, reason) => {
    const test = await createTestApp();
    const report = await importPartners(test, text, { skipBad: true });
    expect(report).toMatchObject({ applied: false, unreadable: true });
    expect(report.bad[0]?.reason).toContain(reason);
  });

  it('is for partner ops, admins and the operator only', async () => {
    const test = await createTestApp();
    const actor: Actor = {
      kind: 'staff',
      person: { teamId: 'T', userId: 'U' },
      roles: ['partner_manager', 'leadership'],
    };
    const order = { text: file(header, acme), mode: 'apply', skipBad: false, actor } as const;
    await expect(test.app.features.bySlug.directory.importPartners(order)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('importing staff', () => {
  it('adds, changes and leaves alone', async () => {
    const test = await createTestApp();
    const text =
      'key,name,teamId,userId,roles,timeZone,awayUntil\npriya,Priya,THOME,UPRIYA,partner_manager;deal_approver,America/New_York,';
    expect(await importStaff(test, text)).toMatchObject({ applied: true, added: ['priya'] });
    const before = await everything(test);
    expect(await importStaff(test, text)).toMatchObject({ added: [], changed: [], unchanged: 1 });
    expect(await everything(test)).toEqual(before);
    const away = await importStaff(test, 'key,name,timeZone,awayUntil\npriya,,,2026-12-01');
    expect(away.changed).toEqual([{ ref: 'priya', fields: ['awayUntil'] }]);
    const back = await importStaff(test, 'key,name,timeZone,awayUntil\npriya,,,-');
    expect(back.changed).toEqual([{ ref: 'priya', fields: ['awayUntil'] }]);
    expect(await test.database.collection('staff').findOne({})).toMatchObject({
      awayUntil: null,
      roles: ['partner_manager', 'deal_approver'],
    });
  });

  it('refuses a person twice, half a Slack id and an unknown role', async () => {
    const test = await createTestApp();
    const report = await importStaff(
      test,
      file(
        'key,name,teamId,userId,roles,timeZone',
        'ann,Ann,THOME,UANN,,UTC',
        'ben,Ben,THOME,UANN,,UTC',
        'cem,Cem,THOME,,,UTC',
        'dan,Dan,,,boss,UTC',
        'eve,,,,,UTC',
      ),
    );
    expect(report.bad.map(({ line, column }) => [line, column])).toEqual([
      [3, 'userId'],
      [4, 'userId'],
      [5, 'roles'],
      [6, 'name'],
    ]);
    expect(await test.database.collection('staff').countDocuments()).toBe(0);
  });
});
