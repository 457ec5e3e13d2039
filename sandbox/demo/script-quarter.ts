import { formLines, operator, pressDirectly, pressInForm, runForm, submit } from './acting.ts';
import type { Act } from './script.ts';
import type { Stage } from './stage.ts';

/** What the second half of a quarter adds: business reviews, the newsletter, a change of tier, a manager away. */
export const quarterStory: readonly Act[] = [
  {
    at: '2026-12-15T10:00:00Z',
    does: 'Tomas sets the business review of Quillfeather: /partner qbr P-0001 2027-01-27 14:30',
    act: (stage) => runForm(stage, 'UTOMAS', 'CP001', '/partner qbr P-0001 2027-01-27 14:30'),
  },
  {
    at: '2027-01-05T10:00:00Z',
    does: 'Joel writes the newsletter of the quarter, with one button, and hands it in',
    act: writeNewsletter,
  },
  {
    at: '2027-01-05T15:00:00Z',
    does: 'Greta reads and approves it',
    async act(stage) {
      await pressDirectly(stage, 'UGRETA', 'newsletter.note.open');
      await pressInForm(stage, 'UGRETA', 'newsletter.issue.approve');
    },
  },
  {
    at: '2027-01-11T08:00:00Z',
    does: 'Mei is away until 25 January; her cover gets what is hers',
    act: (stage) => awayUntil(stage, 'mei', '2027-01-25'),
  },
  {
    at: '2027-01-18T09:00:00Z',
    does: 'Cloverdyke grows: Tomas sees what the core tier changes, and confirms: /partner tier P-0018 core',
    async act(stage) {
      await runForm(stage, 'UTOMAS', 'CP018', '/partner tier P-0018 core', { when: 'now', reason: 'Grew well' });
      const lines = formLines(stage, 'UTOMAS');
      await submit(stage, 'UTOMAS');
      return lines;
    },
  },
];

async function writeNewsletter(stage: Stage): Promise<void> {
  await pressDirectly(stage, 'UJOEL', 'newsletter.note.open');
  await pressInForm(stage, 'UJOEL', 'newsletter.issue.add');
  await submit(stage, 'UJOEL', {
    en: 'The partner portal opens in March.',
    de: 'Das Partnerportal öffnet im März.',
  });
  await pressInForm(stage, 'UJOEL', 'newsletter.issue.call');
  await submit(stage, 'UJOEL', { en: 'Tell me more', de: 'Mehr dazu' });
  await pressInForm(stage, 'UJOEL', 'newsletter.issue.submit');
}

async function awayUntil(stage: Stage, key: string, day: string): Promise<void> {
  const [header = '', ...rows] = stage.fixtures.staffCsv.trim().split('\n');
  const row = rows.find((line) => line.startsWith(`${key},`)) ?? '';
  const text = `${header}\n${row.replace(/,$/, `,${day}`)}\n`;
  const order = { actor: operator, mode: 'apply', skipBad: false, text } as const;
  const { applied } = await stage.app().features.bySlug.directory.importStaff(order);
  if (!applied) throw new Error('the import was refused');
}
