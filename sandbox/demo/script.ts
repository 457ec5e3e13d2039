import { answerRest, forge, operator, press, runForm, write } from './acting.ts';
import type { Stage } from './stage.ts';

/** One thing that somebody does at an instant of the story. */
export interface Act {
  at: string;
  does: string;
  /** Answers lines to show beneath, or nothing. */
  act(stage: Stage): Promise<unknown>;
}

/** The first seven weeks: what somebody does besides the usual, and what goes wrong. */
export const story: readonly Act[] = [
  {
    at: '2026-11-16T09:00:00Z',
    does: 'Ines imports the staff and thirty partners; Otterbrook has no channel yet',
    act: importFixtures,
  },
  {
    at: '2026-11-16T09:05:00Z',
    does: 'Ines names Greta and Dana as those to whom overdue work goes up',
    act: nameLeads,
  },
  {
    at: '2026-11-16T10:00:00Z',
    does: 'Tomas connects the channel of Otterbrook (German): /partner connect P-0005',
    act: (stage) => runForm(stage, 'UTOMAS', 'CP005', '/partner connect P-0005'),
  },
  {
    at: '2026-11-16T10:05:00Z',
    does: 'Jonas of Otterbrook presses “We can see this”',
    act: (stage) => press(stage, 'UP005SELLER', 'CP005', 'directory.hub.confirm'),
  },
  {
    at: '2026-11-23T09:00:00Z',
    does: 'Tomas launches Mossgrove: /partner status P-0022 active',
    act: (stage) =>
      runForm(stage, 'UTOMAS', 'CP022', '/partner status P-0022 active', {
        override: ['yes'],
        reason: 'Launch gate seen in the review of 20 Nov',
      }),
  },
  { at: '2026-12-08T05:30:00Z', does: 'the app goes down for eight and a half hours', act: (stage) => stage.stopApp() },
  { at: '2026-12-08T14:00:00Z', does: 'the app is back', act: (stage) => stage.startApp() },
  {
    at: '2026-12-08T15:20:00Z',
    does: 'Ravenmoss: Peter taps “Good” and “Yes”, Gloria taps “Good” again, Peter fills in the rest',
    async act(stage) {
      await press(stage, 'UP016SELLER', 'CP016', 'check-ins.prompt.rate-4');
      await forge(stage, 'UP016ADMIN', 'CP016', 'monthly_checkin:P-0016:2026-12|4|C1');
      await press(stage, 'UP016SELLER', 'CP016', 'check-ins.prompt.talked-yes');
      await answerRest(stage, 'UP016SELLER', 'CP016', { inYourWay: ['none'], nextNeed: 'collateral', effort: '6' });
    },
  },
  {
    at: '2026-12-08T15:59:00Z',
    does: 'Slack loses the answer to the next post (it takes effect all the same)',
    act: (stage) => Promise.resolve(stage.slack.faults.loseAnswer('chat.postMessage', { times: 1 })),
  },
  {
    at: '2026-12-08T17:10:00Z',
    does: 'Tallow Lantern: Rodrigo answers everything in the form',
    act: (stage) =>
      answerRest(stage, 'UP020SELLER', 'CP020', {
        rating: '5',
        talkedToProspect: 'yes',
        inYourWay: ['none'],
        nextNeed: 'nothing',
        effort: '7',
      }),
  },
  {
    at: '2026-12-09T08:00:00Z',
    does: 'somebody of another partner forges a press in the channel of Cloverdyke',
    act: (stage) => forge(stage, 'UP001SELLER', 'CP018', 'monthly_checkin:P-0018:2026-12|1|C1'),
  },
  {
    at: '2026-12-09T09:00:00Z',
    does: 'Cloverdyke: Sander taps “OK”, Femke fills in the rest and names pricing',
    async act(stage) {
      await press(stage, 'UP018SELLER', 'CP018', 'check-ins.prompt.rate-3');
      await answerRest(stage, 'UP018ADMIN', 'CP018', {
        talkedToProspect: 'need_help',
        inYourWay: ['pricing'],
        nextNeed: 'pricing',
        effort: '4',
        comment: 'Two customers ask for a yearly price.',
      });
    },
  },
  {
    at: '2026-12-10T07:58:00Z',
    does: 'Slack is down for ten minutes while reminders are due',
    act: (stage) => Promise.resolve(stage.slack.faults.down({ forMs: 600_000 })),
  },
  {
    at: '2026-12-10T13:00:00Z',
    does: 'Mossgrove: Tomasz answers after the reminder',
    act: (stage) =>
      answerRest(stage, 'UP022SELLER', 'CP022', {
        rating: '4',
        talkedToProspect: 'not_yet',
        inYourWay: ['enablement'],
        nextNeed: 'training',
        effort: '5',
      }),
  },
  {
    at: '2026-12-11T11:00:00Z',
    does: 'Skylark: Declan may not use apps; he writes “1 ok, 2 not yet” in the thread and leaves the rest',
    act: (stage) => write(stage, 'UP023SELLER', 'CP023', '1 ok, 2 not yet'),
  },
  {
    at: '2026-12-17T18:00:00Z',
    does: 'Bluebarrow: Miles answers, two days late',
    act: (stage) =>
      answerRest(stage, 'UP017SELLER', 'CP017', {
        rating: '2',
        talkedToProspect: 'not_yet',
        inYourWay: ['our_response'],
        nextNeed: 'demo_help',
        effort: '3',
      }),
  },
  {
    at: '2026-12-29T09:00:00Z',
    does: 'Harrowbee: Johan presses the button of the closed check-in',
    act: (stage) => forge(stage, 'UP019SELLER', 'CP019', 'monthly_checkin:P-0019:2026-12|4|C1'),
  },
];

async function importFixtures(stage: Stage): Promise<void> {
  const { directory } = stage.app().features.bySlug;
  const order = { actor: operator, mode: 'apply', skipBad: false } as const;
  const staff = await directory.importStaff({ ...order, text: stage.fixtures.staffCsv });
  const text = stage.fixtures.partnersCsv.replace(',CP005,', ',,');
  const partners = await directory.importPartners({ ...order, text });
  if (!staff.applied || !partners.applied) throw new Error('the fixtures were refused');
}

async function nameLeads(stage: Stage): Promise<void> {
  const { program } = stage.app().features.bySlug;
  const { version } = await program.public.newest();
  await program.changeSettings({
    actor: operator,
    change: { leads: { pmLead: 'greta', vp: 'dana' } },
    reason: 'Set up',
    expectedVersion: version,
    dryRun: false,
  });
}
