import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { ClockParams, ReviewCardParams, StaffNoteParams } from '#features/deals/staff-message-schemas.ts';
import { choices } from './choice-texts.en.ts';
import { countryText } from './countries.ts';
import { findingLines } from './finding-lines.ts';
import { staffActionIds } from './ids.ts';
import { matchLines } from './match-reasons.ts';
import { staffTexts } from './staff-texts.ts';
import { amountText, listText, momentText, nameText } from './words.ts';

const mostReasons = 6;
/** Of the 3,000 characters that one section holds. */
const mostFindings = 6;
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
      section(standingLines(params).join('\n')),
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
  const said = kind === 'conflict_found' ? classWords(text ?? '') : text;
  const lines = [
    head,
    ...(said === null ? [] : [staffTexts.quoted(nameText(said, longText))]),
    ...(dueAt === null ? [] : [staffTexts.noteDue(momentText(dueAt, zone, 'en'))]),
  ].join('\n');
  return message({
    text: lines,
    blocks: [section(lines), isAboutReinstating(kind) ? reinstateRow(dealId) : openRow(dealId)],
  });
}

function isAboutReinstating(kind: StaffNoteParams['kind']): boolean {
  return kind === 'reinstatement_asked' || kind === 'reinstatement_overdue';
}

/** The decision itself stands beside the request. */
function reinstateRow(dealId: string): Block {
  const { buttons } = staffTexts;
  return actions(
    button({ actionId: staffActionIds.reinstate, text: buttons.reinstate, value: dealId, style: 'primary' }),
    button({ actionId: staffActionIds.more, text: buttons.open, value: dealId }),
  );
}

/** `C2, C10` in words. */
function classWords(classes: string): string {
  return classes
    .split(', ')
    .map((of) => `${of} ${staffTexts.findings[of] ?? ''}`.trim())
    .join('; ');
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
  const filled = staffTexts.filled(params.filledPercent, params.evidence);
  const when =
    params.completeAt === null ? [] : [staffTexts.sides.complete(momentText(params.completeAt, params.zone, 'en'))];
  const all = [facts, [...when, ...filled].join(' · ')].filter((line) => line !== '').join('\n');
  return params.useCase === null ? all : `${all}\n${staffTexts.useCase(nameText(params.useCase, longText))}`;
}

function standingLines(params: ReviewCardParams): string[] {
  const { matchClass, findings, matches, accountsAsOf, zone } = params;
  const reasons = matchLines(matches, mostReasons);
  const match = matchClass === 'none' ? staffTexts.matchNone : staffTexts.match(matchClass);
  const asOf =
    accountsAsOf === null ? staffTexts.noAccounts : staffTexts.accountsAsOf(momentText(accountsAsOf, zone, 'en'));
  return [
    `${match} · ${asOf}`,
    ...findings.slice(0, mostFindings).map((finding) => findingLines(finding, params)),
    ...(findings.length > mostFindings ? [staffTexts.moreFindings(findings.length - mostFindings)] : []),
    ...(reasons.length === 0 ? [] : [staffTexts.reasons(reasons.join('; '))]),
  ];
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
