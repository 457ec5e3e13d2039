/** One figure: a ratio, share or count measured in this very run; absolute times are notes (design §10). */
export interface Figure {
  name: string;
  value: number;
  /** What the value is measured against, in words. */
  baseline: string;
  aim: { atMost: number } | { atLeast: number };
}

/** What a benchmark is given to say its results. */
export interface Report {
  figure(figure: Figure): void;
  /** Absolute times, amounts of work, circumstances. */
  note(text: string): void;
}

export interface PrintedReport extends Report {
  /** Figures so far that missed their aim. */
  shortCount(): number;
}

export function createReport(print: (line: string) => void): PrintedReport {
  let short = 0;
  return {
    figure(figure) {
      if (!isMet(figure)) short += 1;
      print(figureLine(figure));
    },
    note: (text) => print(`note: ${oneLine(text)}`),
    shortCount: () => short,
  };
}

/** `name | value | baseline | aim | met or short`. */
export function figureLine(figure: Figure): string {
  const { name, value, baseline, aim } = figure;
  const wanted = 'atMost' in aim ? `at most ${aim.atMost}` : `at least ${aim.atLeast}`;
  const verdict = isMet(figure) ? 'met' : 'short';
  return [oneLine(name), rounded(value), oneLine(baseline), wanted, verdict].join(' | ');
}

/** What could not be measured is never met. */
function isMet({ value, aim }: Figure): boolean {
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
}

/** A missed aim is never rounded into a met one: three decimals. */
function rounded(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(3))) : 'not measured';
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('|', '/').trim();
}
