import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ErrorKind } from '#core/errors.ts';
import { homeTeam } from '#sandbox/app.ts';
import { adminOf, channelOf, sellerOf, staffPerson, teamOf } from '#test/kit/partners.ts';
import { acme, birch, lastWord, noteIn, openForm, startEdges, stranger } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';

const { priya } = staffPerson;
const internals = /\bat .*\.ts|node_modules|Error:|stack|undefined|P-0\d\d\d|outbound|inbox|secret/;

function press(t: EdgeTest, userId = sellerOf(acme), actionId = 'probe.note.press') {
  return t.slack
    .as(userId)
    .press({ channelId: channelOf(acme), ts: t.noteTs, actionId, forged: actionId !== 'probe.note.press' });
}

async function refusals(t: EdgeTest, reason: string): Promise<number> {
  return t.database.collection('audit_entries').countDocuments({ action: 'request.refused', reason });
}

function homeText(t: EdgeTest, userId: string): string {
  return JSON.stringify(t.slack.homeOf(userId)?.content ?? null);
}

describe('buttons', () => {
  test('an unknown action id is told, logged and audited', async () => {
    const t = await startEdges();
    await press(t, sellerOf(acme), 'gone.card.approve');
    await t.time.settle();
    expect(lastWord(t, sellerOf(acme))).toBe(
      'This button is no longer in use. Nothing was changed; look for a newer message in this channel.',
    );
    expect(t.log.find('warn', 'gone.card.approve')).toHaveLength(1);
    expect(await refusals(t, 'unknown_action')).toBe(1);
  });

  test('a partner’s person who presses in a direct message is one of that partner', async () => {
    const t = await startEdges();
    const to = { userId: sellerOf(acme), teamId: teamOf(acme) };
    const params = { text: 'For you alone', button: 'opaque-3' };
    await t.probe.send({ key: 'probe:note:direct', partnerId: 'P-0101', audience: 'partner', to, params });
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    const seen: unknown[] = [];
    t.probe.onPress = async ({ actor, place }) => void seen.push([actor.kind, place?.partnerId]);
    const sam = t.slack.as(sellerOf(acme));
    const { channelId, ts } = sam.dms().at(-1) ?? { channelId: '', ts: '' };
    await sam.press({ channelId, ts, actionId: 'probe.note.press' });
    await t.time.settle();
    expect(seen).toEqual([['partner', 'P-0101']]);
  });

  test('an unknown button of the Home is told in a modal', async () => {
    const t = await startEdges();
    await t.slack.as(sellerOf(acme)).openHome();
    await t.time.settle();
    await t.slack.as(sellerOf(acme)).pressInHome({ actionId: 'probe.home.unknown' });
    await t.time.settle();
    expect(JSON.stringify(t.slack.as(sellerOf(acme)).currentView()?.content)).toContain('no longer in use');
  });

  const kinds: [ErrorKind, string, RegExp, RegExp][] = [
    [
      'forbidden',
      'core.forbidden',
      /not yours to do here\. Nothing was changed\. Ask/,
      /dürfen Sie hier nicht tun\. Es wurde nichts geändert\. Fragen/,
    ],
    ['missing', 'core.not_found', /Not found\..*nothing was changed/, /Nicht gefunden\..*nichts geändert/],
    ['conflict', 'probe.wrong', /That is wrong; change it/, /Das ist falsch/],
    ['invalid', 'probe.wrong', /That is wrong; change it/, /Das ist falsch/],
    [
      'rejected',
      'core.slack_rejected',
      /did not allow.*Nothing was changed; ask/,
      /nicht erlaubt.*nichts geändert; bitten/,
    ],
    [
      'unavailable',
      'core.unavailable',
      /could not save.*Your input is kept; please try again/,
      /nicht speichern.*gesichert; bitte/,
    ],
    [
      'bug',
      'core.bug',
      /our fault\. What you entered is kept\..*under [0-9A-F]{8}.*try again/,
      /liegt an uns\..*unter [0-9A-F]{8}/,
    ],
  ];
  test.each(kinds)(
    'a failure of kind %s says in the reader’s language what happened, what was kept, what to do',
    async (kind, code, en, de) => {
      const t = await startEdges();
      t.probe.onPress = () => {
        throw new AppError({ kind, code, details: { partner: 'P-0101' }, cause: new Error('secret cause') });
      };
      await press(t);
      await t.slack.as(sellerOf(birch)).press({
        channelId: channelOf(birch),
        ts: noteIn(t.slack, birch, 'Bitte'),
        actionId: 'probe.note.press',
      });
      await t.time.settle();
      expect(lastWord(t, sellerOf(acme))).toMatch(en);
      expect(lastWord(t, sellerOf(birch))).toMatch(de);
      expect(lastWord(t, sellerOf(acme))).not.toMatch(internals);
      expect(t.log.lines.filter((line) => line.fields.code === code).length).toBeGreaterThanOrEqual(2);
    },
  );

  test('whatever a handler throws becomes a reference that stands in the log with the cause, never a stack', async () => {
    const t = await startEdges();
    t.probe.onPress = () => {
      throw new TypeError('secret of node_modules');
    };
    await press(t);
    await t.time.settle();
    const word = lastWord(t, sellerOf(acme));
    const reference = /under ([0-9A-F]{8});/.exec(word)?.[1] ?? 'none';
    expect(word).not.toMatch(internals);
    const [line] = t.log.find('error', reference);
    expect(line?.fields.err).toBeInstanceOf(TypeError);
  });

  test('a database that goes away while a handler works is told as such and the press is tried again', async () => {
    const t = await startEdges();
    let tries = 0;
    t.probe.onPress = () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error('connection closed'), { name: 'MongoNetworkError' });
    };
    await press(t);
    await t.time.settle();
    expect(lastWord(t, sellerOf(acme))).toContain('We could not save that just now.');
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    expect(tries).toBe(2);
  });

  test('when it cannot be found out who presses, the person is told and the press is done later', async () => {
    const t = await startEdges();
    t.slack.faults.serverError('users.info');
    await press(t);
    await t.time.settle();
    expect(lastWord(t, sellerOf(acme))).toContain('Slack did not answer us just now.');
    t.slack.faults.clear();
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    expect(t.probe.presses).toHaveLength(1);
    expect(t.slack.as(sellerOf(acme)).ephemeralMessages()).toHaveLength(1);
  });
});

describe('forms', () => {
  test('an unknown form is told, logged and audited', async () => {
    const t = await startEdges();
    await openForm(t, sellerOf(acme));
    const view = t.slack.as(sellerOf(acme)).currentView();
    if (view) view.content['callback_id'] = 'gone.form';
    await t.slack.as(sellerOf(acme)).submitView({ values: { amount: '7' } });
    expect(JSON.stringify(t.slack.as(sellerOf(acme)).currentView()?.content)).toContain('no longer in use');
    expect(await refusals(t, 'unknown_form')).toBe(1);
    expect(t.log.find('warn', 'unknown_form')).toHaveLength(1);
  });

  test.each(['forbidden', 'missing', 'conflict', 'unavailable', 'rejected', 'bug'] as const)(
    'after a failure of kind %s the form stays open with everything typed in it',
    async (kind) => {
      const t = await startEdges();
      await openForm(t, sellerOf(acme));
      t.probe.onSubmit = () => {
        throw new AppError({ kind, code: kind === 'bug' ? 'core.bug' : 'core.forbidden', field: 'nowhere' });
      };
      const result = await t.slack.as(sellerOf(acme)).submitView({ values: { amount: '12 000', note: 'long text' } });
      expect(Object.keys(result.errors)).toEqual(['amount']);
      expect(result.errors['amount']).not.toMatch(internals);
      expect(JSON.stringify(result.view?.values)).toContain('long text');
    },
  );

  test('an error that names its field stands under that field', async () => {
    const t = await startEdges();
    await openForm(t, sellerOf(acme));
    t.probe.onSubmit = () => {
      throw new AppError({ kind: 'invalid', code: 'probe.wrong', field: 'note' });
    };
    const result = await t.slack.as(sellerOf(acme)).submitView({ values: { amount: '1' } });
    expect(result.errors).toEqual({ note: 'That is wrong; change it and send again.' });
  });

  test('a stranger’s form changes nothing and says so', async () => {
    const t = await startEdges();
    await openForm(t, sellerOf(acme));
    const view = t.slack.as(sellerOf(acme)).currentView();
    const payload = {
      type: 'view_submission',
      team: { id: stranger.teamId },
      user: { id: stranger.userId, team_id: stranger.teamId },
      view: {
        id: view?.id,
        hash: view?.hash,
        callback_id: 'probe.form',
        state: { values: {} },
        app_installed_team_id: homeTeam.id,
      },
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const answer = await t.slack.rawDelivery(t.slack.signedRequest(body));
    expect(answer.status).toBe(200);
    expect(answer.responseText).toContain('cannot help you here');
    expect(t.probe.submissions).toEqual([]);
  });
});

describe('/partner', () => {
  test('help names every command that a feature contributes', async () => {
    const t = await startEdges();
    await t.slack.as(priya).command('/partner help', { channelId: channelOf(acme) });
    await t.time.settle();
    expect(lastWord(t, priya)).toContain('• `/partner probe [word]` — tries');
    expect(lastWord(t, priya)).toContain('/partner connect');
    expect(await refusals(t, 'unknown_command')).toBe(0);
  });

  test('an unknown subcommand is named harmlessly beside those that exist, and logged', async () => {
    const t = await startEdges();
    await t.slack.as(priya).command('/partner <!channel>`x` all', { channelId: channelOf(acme) });
    await t.time.settle();
    expect(lastWord(t, priya)).toContain('I do not know `/partner channelx`. Nothing was changed.');
    expect(lastWord(t, priya)).toContain('/partner probe');
    expect(await refusals(t, 'unknown_command')).toBe(1);
  });

  test('a command of another company is refused, logged and audited, even with Slack’s signature', async () => {
    const t = await startEdges();
    let ran = 0;
    t.probe.onCommand = () => void (ran += 1);
    const body = new URLSearchParams({
      command: '/partner',
      text: 'probe',
      team_id: teamOf(acme),
      user_id: adminOf(acme),
      channel_id: channelOf(acme),
      trigger_id: '1.2.forged',
    }).toString();
    const answer = await t.slack.rawDelivery(t.slack.signedRequest(body));
    await t.time.settle();
    expect(answer.status).toBe(200);
    expect(ran).toBe(0);
    expect(t.log.find('warn', 'not_staff')).toHaveLength(1);
    expect(await refusals(t, 'not_staff')).toBe(1);
  });

  test('a failing command says so once, however often it is tried again', async () => {
    const t = await startEdges();
    t.probe.onCommand = () => {
      throw new AppError({ kind: 'unavailable', code: 'core.unavailable' });
    };
    await t.slack.as(priya).command('/partner probe', { channelId: channelOf(acme) });
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 3_600_000));
    const words = t.slack
      .as(priya)
      .ephemeralMessages()
      .map((message) => message.text);
    expect(words.filter((word) => word.includes('could not save'))).toHaveLength(1);
  });
});

describe('mentions', () => {
  test('staff and partners get their own help', async () => {
    const t = await startEdges();
    await t.slack.as(priya).mention({ channelId: channelOf(acme), text: 'hm' });
    await t.slack.as(sellerOf(acme)).mention({ channelId: channelOf(acme), text: 'hm' });
    await t.slack.as(sellerOf(birch)).mention({ channelId: channelOf(birch), text: 'hm' });
    await t.time.settle();
    expect(lastWord(t, priya)).toContain('*Commands for partner managers*');
    expect(lastWord(t, sellerOf(acme))).toContain('• say *probe*');
    expect(lastWord(t, sellerOf(birch))).toContain('• sagen Sie *probe*');
    expect(lastWord(t, sellerOf(acme))).not.toContain('/partner');
  });

  test('a stranger is turned away with one sentence, five times an hour at most', async () => {
    const t = await startEdges();
    let heard = 0;
    t.probe.onMention = () => void (heard += 1);
    for (let n = 0; n < 7; n += 1)
      await t.slack.as(stranger.userId).mention({ channelId: channelOf(acme), text: 'probe' });
    await t.time.settle();
    expect(heard).toBe(0);
    const words = t.slack
      .as(stranger.userId)
      .ephemeralMessages()
      .map((message) => message.text);
    expect(words).toHaveLength(5);
    expect(new Set(words).size).toBe(1);
    expect(words[0]).toContain('I work for the two companies that share this channel');
    expect(await refusals(t, 'stranger')).toBe(7);
    expect(t.log.find('warn', 'a stranger was turned away')).toHaveLength(7);
  });

  test('a partner’s person is a stranger in the channel of another partner', async () => {
    const t = await startEdges();
    let heard = 0;
    t.probe.onMention = () => void (heard += 1);
    t.slack.world.channel(channelOf(acme)).teamIds.push(teamOf(birch));
    t.slack.world.channel(channelOf(acme)).memberIds.add(sellerOf(birch));
    await t.slack.as(sellerOf(birch)).mention({ channelId: channelOf(acme), text: 'probe' });
    await t.time.settle();
    expect(heard).toBe(0);
    expect(lastWord(t, sellerOf(birch))).not.toContain('Acme');
  });
});

describe('App Home', () => {
  test('shows staff and partners their own, and a stranger nothing but a sentence', async () => {
    const t = await startEdges();
    for (const userId of [priya, sellerOf(acme), stranger.userId]) await t.slack.as(userId).openHome();
    await t.time.settle();
    expect(homeText(t, priya)).toContain('Home of a staff');
    expect(homeText(t, sellerOf(acme))).toContain('Home of a partner');
    expect(homeText(t, stranger.userId)).toContain('There is nothing for you here yet');
    expect(homeText(t, stranger.userId)).not.toContain('Home of');
  });

  test('a section that fails says so with a reference and takes no other with it', async () => {
    const t = await startEdges();
    t.probe.homeFails = true;
    await t.slack.as(sellerOf(acme)).openHome();
    await t.time.settle();
    const shown = homeText(t, sellerOf(acme));
    expect(shown).toMatch(/under [0-9A-F]{8}/);
    expect(shown).not.toContain('secret');
    expect(t.log.find('error', 'a request failed')).toHaveLength(1);
  });

  test('a Home that Slack does not take is tried again', async () => {
    const t = await startEdges();
    t.slack.faults.serverError('views.publish', { times: 1 });
    await t.slack.as(sellerOf(acme)).openHome();
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    expect(homeText(t, sellerOf(acme))).toContain('Home of a partner');
  });
});
