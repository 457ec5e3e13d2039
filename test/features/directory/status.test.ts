import { describe, expect, it } from 'vitest';
import {
  acme,
  auditOf,
  channelOf,
  command,
  createDirectoryTest,
  hubsIn,
  modalOf,
  staffPerson,
  submit,
  wordsOf,
} from './kit.ts';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { Feature } from '#core/feature.ts';
import type { TestApp } from '#test/kit/app.ts';

const { priya, tomas, greta, ines } = staffPerson;
const channelId = channelOf(acme);

async function partner(test: TestApp, partnerId = 'P-0101') {
  return test.database.collection('partners').findOne({ partnerId });
}

function ephemeral(test: TestApp, userId: string): string {
  return wordsOf(test.slack.as(userId).ephemeralMessages().at(-1));
}

describe('a change of status', () => {
  it('is told to the other features in its own write, so that what fails there changes nothing', async () => {
    const changes: PartnerChange[] = [];
    let isBroken = true;
    const listener: Feature = {
      slug: 'listener',
      rights: {},
      onPartnerChange: (change) => {
        if (change.before?.status !== 'active') return Promise.resolve();
        changes.push(change);
        return isBroken ? Promise.reject(new Error('the listener is broken')) : Promise.resolve();
      },
    };
    const test = await createDirectoryTest(undefined, { moreFeatures: () => [listener] });
    await command(test, priya, '/partner status P-0101 paused break', channelId);
    await submit(test, priya, { resumeOn: '2026-12-15' });
    expect(await partner(test)).toMatchObject({ status: 'active' });
    expect(await auditOf(test, 'partner.status_changed')).toEqual([]);

    isBroken = false;
    await submit(test, priya, { resumeOn: '2026-12-15' });
    expect(await partner(test)).toMatchObject({ status: 'paused' });
    expect(changes.at(-1)).toMatchObject({
      partnerId: 'P-0101',
      before: { status: 'active', stage: 'growth', tier: 'emerging', mainChannelId: channelId },
      after: { status: 'paused', stage: 'growth', mainChannelId: channelId },
    });
  });
});

describe('/partner status', () => {
  it('shows the status and what may follow', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status p-0101', channelId);
    expect(modalOf(test, priya)).toContain('Acme is *active*; next: paused (PM), offboarding (PM + leadership).');
  });

  it('pauses after a form that says what happens, audits it and rewrites nothing that is still right', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status P-0101 paused summer break', channelId);
    expect(modalOf(test, priya)).toContain('*Acme (P-0101)*: from *active* to *paused*.');
    expect(modalOf(test, priya)).toContain('Check-ins stop');
    expect(await partner(test)).toMatchObject({ status: 'active' });
    await submit(test, priya, { resumeOn: '2026-12-15' });
    expect(modalOf(test, priya)).toContain('Acme is now *paused*.');
    expect(await partner(test)).toMatchObject({ status: 'paused', stage: 'growth', resumeOn: '2026-12-15' });
    expect(await auditOf(test, 'partner.status_changed')).toMatchObject([
      { partnerId: 'P-0101', reason: 'summer break' },
    ]);
    expect(hubsIn(test, channelId)).toHaveLength(1);
  });

  it('keeps the form open when a pause would be too long', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status P-0101 paused summer break', channelId);
    await submit(test, priya, { resumeOn: '2027-06-01' });
    expect(JSON.stringify(test.slack.as(priya).currentView()?.errors)).toContain(
      'the day of resuming, at most 90 days ahead',
    );
    expect(await partner(test)).toMatchObject({ status: 'active' });
  });

  it('names the legal next steps when the step is illegal or the status is unknown', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status P-0101 prospect', channelId);
    expect(ephemeral(test, priya)).toContain('Partner is *active*; next: paused (PM), offboarding (PM + leadership).');
    await command(test, priya, '/partner status P-0101 sleeping', channelId);
    expect(ephemeral(test, priya)).toContain('There is no status “sleeping”.');
  });

  it('leaves to leadership what leadership decides', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status P-0101 offboarding', channelId);
    expect(ephemeral(test, priya)).toContain('somebody of leadership has to apply');
    await command(test, greta, '/partner status P-0101 offboarding lost budget', channelId);
    await submit(test, greta, { noticeOn: '2026-11-16', category: 'business', endsOn: '2026-12-31' });
    expect(await partner(test)).toMatchObject({
      status: 'offboarding',
      stage: 'optimization',
      agreement: { endsOn: '2026-12-31' },
    });
  });

  it('is closed to colleagues who do not look after the partner, and open to the cover while the manager is away', async () => {
    const test = await createDirectoryTest();
    await command(test, tomas, '/partner status P-0101', channelId);
    expect(ephemeral(test, tomas)).toContain('You do not look after this partner');
    await command(test, tomas, '/partner show P-0101', channelId);
    expect(test.slack.as(tomas).currentView()).toBeUndefined();
    await test.database.collection('staff').updateOne({ key: 'priya' }, { $set: { awayUntil: '2026-11-30' } });
    await command(test, tomas, '/partner show P-0101', channelId);
    expect(modalOf(test, tomas)).toContain('P-0101 Acme');
  });

  it('answers the same for a partner that is not there', async () => {
    const test = await createDirectoryTest();
    await command(test, ines, '/partner show P-9999', channelId);
    expect(ephemeral(test, ines)).toContain('Not found.');
  });

  it('lets one of two changes at once win and tells the other how things stand', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner status P-0101 paused break', channelId);
    await command(test, greta, '/partner status P-0101 offboarding leaving', channelId);
    const [first, second] = await Promise.all([
      test.slack.as(priya).submitView({ values: { resumeOn: '2026-12-15' } }),
      test.slack.as(greta).submitView({ values: { noticeOn: '2026-11-16', category: 'mutual', endsOn: '2026-12-31' } }),
    ]);
    await test.time.settle();
    const errors = [...Object.values(first.errors), ...Object.values(second.errors)];
    expect(errors).toEqual([expect.stringContaining('somebody was faster')]);
    expect(await auditOf(test, 'partner.status_changed')).toHaveLength(1);
    expect(['paused', 'offboarding']).toContain((await partner(test))?.['status']);
  });
});
