// @ts-check
import { byId, draw } from './draw.js';

/**
 * @typedef {import('../page/shown.ts').PageState} PageState
 * @typedef {import('../page/shown.ts').PromiseCheck} PromiseCheck
 */

/** @param {string} text */
function escape(text) {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML.replaceAll('"', '&quot;');
}

/**
 * @param {PageState} state
 * @param {string} zone
 */
export function drawStage(state, zone) {
  byId('now').textContent = state.now;
  drawMove(state);
  drawTrouble(state);
  const time = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  const lines = state.happened.list.map((one) => {
    const problems = one.problems.map((line) => `<code class="problem">${escape(line)}</code>`).join('');
    const go =
      one.channelId && one.asUserId
        ? ` <button type="button" class="link" data-id="${one.id}" data-look="${escape(one.channelId)}" data-as="${escape(one.asUserId)}">look</button>`
        : '';
    const why =
      go && one.ts
        ? ` <button type="button" class="link" data-id="w${one.id}" data-why-of="${escape(one.channelId ?? '')}" data-ts="${escape(one.ts)}">why?</button>`
        : '';
    return `<li><time>${time.format(new Date(one.at))}</time> ${escape(one.what)}${problems}${go}${why}</li>`;
  });
  const left =
    state.happened.leftOut > 0 ? `<li class="quiet">${state.happened.leftOut} before these are left out</li>` : '';
  const nothing =
    lines.length === 0 ? '<li class="quiet">Nothing yet. Move the clock, or do something in a channel.</li>' : '';
  const problem = state.problem ? `<li class="bad">${escape(state.problem)}</li>` : '';
  const list = byId('happened');
  if (draw(list, left + nothing + lines.join('') + problem)) list.scrollTop = list.scrollHeight;
}

/** @param {PageState} state */
function drawMove({ move }) {
  const progress = /** @type {HTMLProgressElement} */ (byId('progress'));
  progress.hidden = move === null;
  if (move) progress.value = move.share * 100;
  byId('halt').hidden = move === null;
  // A button that is switched off loses the focus: Stop has it meanwhile.
  const active = document.activeElement;
  if (move !== null && active instanceof HTMLElement && active.dataset['move']) {
    mover = active;
    byId('halt').focus();
  }
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-move]')))
    button.disabled = move !== null;
  if (move !== null || !mover) return;
  if (document.activeElement === document.body) mover.focus();
  mover = null;
}
/** @type {HTMLElement | null} */
let mover = null;

/** @param {PageState} state */
function drawTrouble({ trouble, pid }) {
  const on = [...document.querySelectorAll('[data-switch]')].filter(
    (box) => trouble[/** @type {'down'} */ (/** @type {HTMLElement} */ (box).dataset['switch'])],
  );
  const names = on.map((box) => box.parentElement?.querySelector('strong')?.textContent ?? '');
  if (!trouble.app && !trouble.starting) names.push('The app is dead');
  const summary = names.join(' · ');
  if (byId('troubles').textContent !== summary) byId('troubles').textContent = summary;
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-switch]'))) {
    box.checked = trouble[/** @type {'down'} */ (box.dataset['switch'])];
  }
  byId('process').textContent = trouble.starting
    ? 'The app is starting …'
    : trouble.app
      ? `The app runs as process ${pid}.`
      : 'The app is dead.';
  byId('kill').hidden = !trouble.app;
  byId('restart').hidden = trouble.app;
  const calls = trouble.callsInFlight;
  byId('in-flight').textContent = calls.length > 0 ? `In flight to Slack: ${[...new Set(calls)].join(', ')}` : '';
}

/** @param {PromiseCheck} check */
export function drawPromise(check) {
  const wrong = check.lost.length + check.doubled.length + check.failed;
  const parts = [
    `${check.inSlack} of ${check.owed} owed messages stand in Slack`,
    check.onTheWay > 0
      ? `${check.onTheWay} on the way${check.unknown > 0 ? ` (${check.unknown} with a lost answer, to be looked up)` : ''}`
      : '',
    check.dropped > 0 ? `${check.dropped} dropped with a reason` : '',
    `${check.lost.length} lost, ${check.doubled.length} doubled`,
    check.failed > 0 ? `${check.failed} failed` : '',
  ];
  const line = byId('promise');
  line.textContent = `${parts.filter((part) => part !== '').join(' · ')}.`;
  line.className = wrong > 0 ? 'promise bad' : 'promise good';
  line.title = [...check.lost, ...check.doubled].join('\n');
}
