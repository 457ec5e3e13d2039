import { expect, test } from 'vitest';
import { Evidence } from '#features/deals/field-schemas.ts';
import { given, linkOrWords, linkProblem, withEvidence } from '#features/deals/rules/evidence.ts';
import { problemsOf } from '#features/deals/rules/submission.ts';
import { DealSettings, defaultDeals } from '#features/program/deal-settings.ts';
import { detailsOf, holidays, settingsOf } from './kit-deals.ts';

const hosts = ['sharepoint.com', 'onedrive.com'];

test.each([
  ['https://acme.sharepoint.com/sites/x/Offer.docx', hosts, null],
  ['HTTPS://SharePoint.com./x', hosts, null],
  ['https://sharepoint.com:8443/x', hosts, null],
  ['https://files.example/x', [], null],
  ['https://notsharepoint.com/x', hosts, 'link_host'],
  ['https://sharepoint.com.evil.example/x', hosts, 'link_host'],
  ['https://evil.example/https://sharepoint.com', hosts, 'link_host'],
  ['https://sharepoint.com@evil.example/x', hosts, 'link_with_password'],
  ['https://me:secret@acme.sharepoint.com/x', hosts, 'link_with_password'],
  ['http://acme.sharepoint.com/x', hosts, 'link_needs_https'],
  ['http://', [], 'link_needs_https'],
  ['ftp://files.example/x', [], 'link_needs_https'],
  ['https://', [], 'link_not_one'],
  ['https://files.example/a and https://files.example/b', [], 'link_not_one'],
])('%s, where %j are allowed: %s', (typed, allowed, code) => {
  const sent = linkOrWords(typed);
  expect(sent.kind).toBe('link');
  expect(linkProblem([sent], allowed)?.code ?? null).toBe(code);
});

test.each(['minutes follow', 'sharepoint.com/x', 'Offer: https://files.example/x', 'javascript:alert(1)', '10:30'])(
  '%s has no scheme, so it is kept as words',
  (typed) => {
    expect(linkOrWords(typed)).toEqual({ kind: 'note', ref: typed });
    expect(linkProblem([linkOrWords(typed)], hosts)).toBeNull();
  },
);

test('a link from elsewhere stops a registration on its field, and the words name where from', () => {
  const evidence = [linkOrWords('https://drive.example/x')];
  const partner = { primaryType: 'system_integrator', secondaryTypes: [], products: [], names: [], domains: [] };
  const context = {
    today: '2026-11-13',
    partner: { ...partner, cal: holidays.calendarFor('DE') },
    buysByDivision: false,
    vendor: { names: [], domains: [] },
    settings: settingsOf({ evidenceHosts: hosts }),
  };
  const problems = problemsOf(detailsOf({ evidence }), context, true);
  expect(problems).toEqual([
    { field: 'evidence', code: 'link_host', params: { hosts: 'sharepoint.com onedrive.com' } },
  ]);
});

test('settings stored before hosts could be named take links from everywhere; a host is a bare domain', () => {
  const { evidenceHosts: _hosts, ...before } = defaultDeals;
  expect(DealSettings.parse(before).evidenceHosts).toEqual([]);
  for (const wrong of ['https://sharepoint.com', 'sharepoint', '*.sharepoint.com', 'Sharepoint.com']) {
    expect(DealSettings.safeParse({ ...defaultDeals, evidenceHosts: [wrong] }).success).toBe(false);
  }
});

test('evidence of older documents is read as it is; day and person are added when it is given', () => {
  const old = { kind: 'link', ref: 'http://old.example/x' } as const;
  expect(Evidence.parse(old)).toEqual(old);
  const at = new Date('2026-11-13T14:20:00Z');
  const actor = { kind: 'partner', partnerId: 'P-0005', person: { teamId: 'T1', userId: 'U1' }, roles: [] } as const;
  expect(given([old], { ...actor, name: 'Sam' }, at)).toEqual([{ ...old, by: { userId: 'U1', name: 'Sam' }, at }]);
  expect(given([old], actor, at)).toEqual([{ ...old, by: { userId: 'U1', name: null }, at }]);
});

test('when there is too much the oldest notes give way, not what a decision rests on', () => {
  const file = { kind: 'file', ref: 'F0OFFER', name: 'offer.pdf' } as const;
  const notes = Array.from({ length: 62 }, (_, n) => ({ kind: 'note' as const, ref: `note ${n}` }));
  const kept = withEvidence([file, ...notes.slice(0, 40)], notes.slice(40));
  expect(kept).toHaveLength(60);
  expect(kept[0]).toEqual(file);
  expect(kept.slice(1).map(({ ref }) => ref)).toEqual(notes.slice(3).map(({ ref }) => ref));
  const files = Array.from({ length: 62 }, (_, n) => ({ ...file, ref: `F0${n}` }));
  expect(withEvidence([], files).map(({ ref }) => ref)).toEqual(files.slice(2).map(({ ref }) => ref));
});
