import { context, header, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { modal } from '#blocks/kit/modal.ts';
import { formatInstant } from '#core/calendar/format.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { AttentionReport, ReportLine } from '#features/attention/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts as texts } from './texts.ts';

const mostLines = 12;

/** `/partner attention`: this week's posts against the caps, what waits and what was dropped, each with its reason. */
export function attentionReport(report: AttentionReport): ModalView {
  const at = (instant: Date): string => formatInstant(instant, report.zone, 'en');
  const what = (line: ReportLine): string => texts.what(line.message, escapeText(line.key, 80));
  const why = (line: ReportLine): string => texts.reasons[line.reason ?? ''] ?? line.reason ?? texts.planned;
  const shown = (line: ReportLine) => ({ ...line, what: what(line), at: at(line.at), why: why(line) });
  return modal({
    callbackId: callbackIds.report,
    title: texts.title,
    close: texts.close,
    blocks: [
      header(texts.heading(report.partnerId, report.displayName)),
      section(texts.caps(report)),
      context(texts.basis(report.tier, report.zone)),
      ...list(texts.posted, report.posted.map(shown).map(texts.postedLine)),
      ...list(texts.waiting, report.waiting.map(shown).map(texts.waitingLine)),
      ...list(texts.dropped, report.dropped.map(shown).map(texts.droppedLine)),
    ],
  });
}

function list(title: string, lines: readonly string[]): readonly Block[] {
  const kept = lines.slice(0, mostLines);
  const rest = lines.length > kept.length ? [texts.more(lines.length - kept.length)] : [];
  return [section([`*${title}*`, ...(lines.length === 0 ? [texts.none] : kept), ...rest].join('\n'))];
}
