import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { ClockParams, ReviewCardParams, StaffNoteParams } from '#features/deals/staff-message-schemas.ts';
import { choices } from './choice-texts.en.ts';
import { countryText } from './countries.ts';
import { staffActionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { amountText, listText, momentText, nameText } from './words.ts';

const mostReasons = 6;
const longText = 500;

/** The approver's card (domain §18 J8, J9), rewritten at every step. Staff only: it may name other partners. */
export function reviewCardMessage(params: ReviewCardParams): RenderedMessage {
  const head = `${titleOf(params)}\n${stateOf(params)}`;
  const checks = checkLines(params);
  return message({
    text: head,
    blocks: [
      section(head),
      section(factsOf(params)),
      section(matchLines(params).join('\n')),
      ...(checks.length === 0 ? [] : [context(checks.join('\n'))]),
      ...buttonsOf(params),
    ],
  });
}

/** The ladder of domain §4.7. */
export function clockMessage(params: ClockParams): RenderedMessage {
  const due = momentText(params.dueAt, params.zone, 'en');
  const head = staffTexts.clock[params.percent](params.dealId, due);
  const approver = params.approverName === null ? staffTexts.nobody : nameText(params.approverName);
  const about = staffTexts.clockAbout(nameText(params.customer), nameText(params.partnerName), approver);
  return message({ text: `${head} ${about}`, blocks: [section(head), context(about), openRow(params.dealId)] });
}

export function staffNoteMessage(params: StaffNoteParams): RenderedMessage {
  const { dealId, kind, text, dueAt, zone } = params;
  const what = staffTexts.notes[kind] ?? kind;
  const head = staffTexts.note(dealId, nameText(params.customer), nameText(params.partnerName), what);
  const lines = [
    head,
    ...(text === null ? [] : [staffTexts.quoted(nameText(text, longText))]),
    ...(dueAt === null ? [] : [staffTexts.noteDue(momentText(dueAt, zone, 'en'))]),
  ].join('\n');
  return message({ text: lines, blocks: [section(lines), openRow(dealId)] });
}

export function titleOf({
  dealId,
  customer,
  partnerName,
}: Pick<ReviewCardParams, 'dealId' | 'customer' | 'partnerName'>) {
  return staffTexts.cardTitle(dealId, nameText(customer), nameText(partnerName));
}

function stateOf({ status, dueAt, zone, decidedByName }: ReviewCardParams): string {
  const words = staffTexts.statuses[status] ?? status;
  if (decidedByName !== null) return `${words} ${staffTexts.by(nameText(decidedByName))}`;
  if (!isUndecided(status)) return words;
  return `${words}, ${dueAt === null ? staffTexts.noDue : staffTexts.due(momentText(dueAt, zone, 'en'))}`;
}

function factsOf(params: ReviewCardParams): string {
  const amount = amountText(params.amount, 'en');
  const usd = params.amountUsd === null || params.amount.currency === 'USD' ? null : amountText(params.amountUsd, 'en');
  const types = choices.types as Readonly<Record<string, string>>;
  const facts = staffTexts.facts([
    types[params.registrationType] ?? nameText(params.registrationType),
    listText(params.products),
    usd === null ? amount : staffTexts.inUsd(amount, usd),
    choices.stages[params.stage],
    ...(params.country === null ? [] : [countryText(params.country, 'en')]),
    ...(params.domain === null ? [] : [nameText(params.domain)]),
  ]);
  return params.useCase === null ? facts : `${facts}\n${staffTexts.useCase(nameText(params.useCase, longText))}`;
}

function matchLines({ matchClass, findings, matchReasons }: ReviewCardParams): string[] {
  const reasons = matchReasons.slice(0, mostReasons).map((reason) => nameText(reason));
  return [
    matchClass === 'none' ? staffTexts.matchNone : staffTexts.match(matchClass),
    ...findings.map((finding) => findingLine(finding)),
    ...(reasons.length === 0 ? [] : [staffTexts.reasons(reasons.join('; '))]),
  ];
}

export function findingLine(finding: ReviewCardParams['findings'][number]): string {
  const what = staffTexts.findings[finding.class] ?? '';
  const outcome = staffTexts.outcomes[finding.outcome] ?? finding.outcome;
  const line = staffTexts.finding(finding.class, what, outcome, nameText(finding.subjectId ?? ''));
  return finding.isResolved ? staffTexts.resolved(line.slice(2)) : line;
}

function checkLines({ notChecked, unmet, warnings }: ReviewCardParams): string[] {
  const named = (list: readonly string[], words: Readonly<Record<string, string>>) =>
    list.map((name) => words[name] ?? nameText(name)).join(', ');
  return [
    ...(unmet.length === 0 ? [] : [staffTexts.unmet(named(unmet, staffTexts.checks))]),
    ...(notChecked.length === 0 ? [] : [staffTexts.notChecked(named(notChecked, staffTexts.checks))]),
    ...(warnings.length === 0 ? [] : [staffTexts.warnings(named(warnings, staffTexts.warningTexts))]),
  ];
}

function isUndecided(status: ReviewCardParams['status']): boolean {
  return status === 'submitted' || status === 'in_review' || status === 'info_needed';
}

function buttonsOf({ dealId, version, status }: ReviewCardParams): Block[] {
  const value = seen(dealId, version);
  const { buttons } = staffTexts;
  const more = button({ actionId: staffActionIds.more, text: buttons.more, value });
  if (status !== 'submitted' && status !== 'in_review') return [actions(more)];
  return [
    actions(
      button({ actionId: staffActionIds.approve, text: buttons.approve, value, style: 'primary' }),
      button({ actionId: staffActionIds.ask, text: buttons.ask, value }),
      button({ actionId: staffActionIds.reject, text: buttons.reject, value }),
      more,
    ),
  ];
}

/** The version that the person saw goes back with the press (domain §4.8). */
export function seen(dealId: string, version: number): string {
  return `${dealId}|${version}`;
}

function openRow(dealId: string): Block {
  return actions(button({ actionId: staffActionIds.more, text: staffTexts.buttons.open, value: dealId }));
}
