import type { touches as en } from './touch-texts.en.ts';

export const touches: typeof en = {
  review: (approved, changed) =>
    `${approved === 1 ? '1 genehmigte Registrierung' : `${approved} genehmigte Registrierungen`}, ${changed} in der letzten Woche geändert`,
  undecided: (count) => `${count} noch von uns zu entscheiden`,
  stage: (stage, count, totals) => `${stage}: ${count} · ${totals}`,
  inStage: (stage, days) => `${stage}, ${days === 1 ? '1 Tag' : `${days} Tage`}`,
  close: (day) => `Abschluss ${day}`,
  closePast: (day) => `Abschluss ${day} ist vorbei`,
  left: (days) => `${days === 1 ? '1 Tag' : `${days} Tage`} geschützt`,
  standing: (open) => (open === 1 ? '1 Registrierung offen' : `${open} Registrierungen offen`),
  nextDecision: (day) => `nächste Entscheidung bis ${day}`,
  month: (month, counts) => `Deals im ${month}: ${counts.join(' · ')}`,
  submitted: (count) => `${count} registriert`,
  approved: (count) => `${count} genehmigt`,
  won: (count) => `${count} gewonnen`,
  lost: (count) => `${count} verloren`,
  nothingOpen: 'Nichts offen. Möchten Sie einen Deal registrieren?',
  closing: {
    won: '🎉 Im Review hieß es *gewonnen*. Mit Vertragsdatum und Betrag zählt es.',
    lost: 'Im Review hieß es *verloren*. Sagen Sie uns den Grund, dann ist es abgeschlossen.',
  },
};
