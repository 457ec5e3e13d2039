// @ts-check
import { setUpComposer } from './compose.js';
import { byId, draw, drawList } from './draw.js';
import { valueOf, valuesOf } from './fields.js';
import { setUpMenus } from './menus.js';
import { drawPromise, drawStage } from './stage.js';
import { setUpSuggestions } from './suggest.js';

/** @typedef {import('../page/shown.ts').PageState} PageState */

/** Where the acting person looks; in the address, so that a reload keeps it. */
const look = { as: '', place: '', thread: '' };
/** @type {PageState | null} */
let state = null;
/** @type {{ channel: string, ts: string } | null} */
let selected = null;
let insideTab = 'deliveries';
/** @type {Map<string, string>} */
const lastSeen = new Map();

const modal = /** @type {HTMLDialogElement} */ (byId('modal'));
const as = /** @type {HTMLSelectElement} */ (byId('as'));

// ---- the server

/**
 * @param {string} path
 * @param {Record<string, string | null | undefined>} [query]
 */
async function ask(path, query = {}) {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const response = await fetch(`${path}?${new URLSearchParams(given)}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * @param {string} path
 * @param {unknown} body
 */
async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * Whether the person still looks there: an answer that comes late must not bring another person's view back.
 * @param {typeof look} wanted
 */
function isStill(wanted) {
  return wanted.as === look.as && wanted.place === look.place && wanted.thread === look.thread;
}

let isRefreshing = false;
let wantsAnother = false;

/** One at a time; what changed meanwhile is fetched once more. */
async function refresh() {
  if (isRefreshing) {
    wantsAnother = true;
    return;
  }
  isRefreshing = true;
  try {
    do {
      wantsAnother = false;
      const wanted = { ...look };
      const next = await ask('state', wanted);
      if (isStill(wanted)) show(next);
      else wantsAnother = true;
      // While time moves, every look costs it; the sums are drawn when it stands.
      if (wantsAnother || next.move) continue;
      drawPromise(await ask('promise'));
      await refreshInside();
    } while (wantsAnother);
  } catch (error) {
    tell(`The playground does not answer: ${error instanceof Error ? error.message : error}`);
  } finally {
    isRefreshing = false;
  }
}

async function refreshInside() {
  if (!(/** @type {HTMLDetailsElement} */ (byId('inside')).open)) return;
  const channel = selected?.channel ?? state?.seen.channelId;
  const { markup } = await ask('inside', { tab: insideTab, channel, ts: selected?.ts, as: look.as });
  draw(byId('inside-panel'), markup);
}

/** @param {Record<string, unknown>} deed */
async function act(deed) {
  document.body.classList.add('busy');
  try {
    const wanted = { ...look };
    const { told, state: next } = await send('act', { ...wanted, thread: wanted.thread || null, deed });
    tell(told);
    if (isStill(wanted)) show(next);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
  } finally {
    document.body.classList.remove('busy');
  }
}

/**
 * Something for the stage, not for a person: what goes wrong is told.
 * @param {string} path
 * @param {unknown} body
 */
function order(path, body) {
  send(path, body)
    .then(refresh)
    .catch((error) => tell(error instanceof Error ? error.message : String(error)));
}

/** @param {string | null} text */
function tell(text) {
  const line = byId('told');
  line.hidden = !text;
  line.textContent = text ?? '';
}

// ---- what is shown

/** @param {PageState} next */
function show(next) {
  state = next;
  const { seen } = next;
  look.place = seen.place;
  const of = `${look.as} ${seen.place}`;
  const here = seen.places.find((one) => one.id === seen.place);
  if (here?.lastTs) lastSeen.set(`${look.as} ${here.id}`, here.lastTs);
  drawPlaces();
  byId('title').textContent = seen.title;
  byId('subtitle').textContent = seen.subtitle;
  drawNote();
  byId('messages').hidden = seen.home !== null;
  byId('home').hidden = seen.home === null;
  if (seen.home !== null) draw(byId('home'), seen.home);
  drawList(byId('messages'), seen.messages, 'message', of);
  drawOutside();
  byId('compose-main').hidden = !seen.writable;
  const thread = byId('thread');
  thread.hidden = seen.thread === null;
  if (seen.thread) drawList(byId('replies'), seen.thread.messages, 'message', `${of} ${seen.thread.ts}`);
  drawModal();
  drawStage(next, seen.person.zone);
  const address = new URLSearchParams(Object.entries(look).filter(([, value]) => value !== ''));
  history.replaceState(null, '', `#${address}`);
}

function drawPlaces() {
  if (!state) return;
  const { places, place } = state.seen;
  const nav = byId('places');
  const marks = { channel: '#', dm: '💬', home: '🏠' };
  const buttons = places.map((one) => {
    const key = `${look.as} ${one.id}`;
    if (one.lastTs && !lastSeen.has(key)) lastSeen.set(key, one.lastTs);
    const isNew = one.lastTs !== null && lastSeen.get(key) !== one.lastTs;
    const current = one.id === place ? ' aria-current="page"' : '';
    const name = document.createElement('span');
    name.textContent = one.name;
    return `<li><button type="button" data-go="${one.id}"${current} class="${isNew ? 'unread' : ''}"><span aria-hidden="true">${marks[one.kind]}</span> ${name.innerHTML}${isNew ? '<span class="dot"><span class="hidden">, unread</span></span>' : ''}${one.shared ? ' <span class="shared" title="shared with another company"><span class="hidden">, shared</span></span>' : ''}</button></li>`;
  });
  const channels = buttons.filter((_one, index) => places[index]?.kind === 'channel');
  const app = buttons.filter((_one, index) => places[index]?.kind !== 'channel');
  const isOther = nav.dataset['of'] !== `${look.as} ${place}`;
  nav.dataset['of'] = `${look.as} ${place}`;
  draw(
    nav,
    `${channels.length > 0 ? `<h3>Channels</h3><ul>${channels.join('')}</ul>` : ''}${app.length > 0 ? `<h3>Drumbeat</h3><ul>${app.join('')}</ul>` : ''}`,
  );
  if (isOther) nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

function drawNote() {
  if (!state) return;
  const { person } = state.seen;
  const note = byId('note');
  note.hidden = !person.postOnly;
  note.textContent = person.postOnly
    ? 'This company’s people may only post here. Slack does not say whether they can press buttons; this pretend Slack lets them.'
    : '';
}

function drawOutside() {
  if (!state) return;
  const { person, forgery, places } = state.seen;
  const box = byId('outside');
  box.hidden = places.length > 0 && forgery === null;
  if (!person.isStranger) {
    draw(box, places.length === 0 ? '<p class="empty">This person is in no channel.</p>' : '');
    return;
  }
  const label = document.createElement('span');
  label.textContent = forgery?.label ?? '';
  const offer = forgery
    ? `<button type="button" class="press danger" id="forge">Forge a press of “${label.innerHTML}” in a partner’s channel</button>`
    : '<p>There is no button yet that could be forged.</p>';
  draw(
    box,
    `<p class="empty">Shares no channel with Lumenforge, so Slack shows neither channels nor the app. All that is left is to forge a request:</p>${offer}`,
  );
}

function drawModal() {
  const view = state?.seen.modal ?? null;
  if (!view) {
    if (modal.open) {
      modal.close();
      lastFocus?.focus();
    }
    modal.dataset['key'] = '';
    return;
  }
  const isNew = modal.dataset['key'] !== view.key;
  if (!modal.open) {
    lastFocus = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    modal.showModal();
  }
  if (!isNew) return;
  modal.dataset['key'] = view.key;
  draw(modal, view.markup);
  const wrong = modal.querySelector('.wrong');
  const first = (wrong ?? modal).querySelector('input, textarea, select, summary') ?? modal.querySelector('h2');
  if (first instanceof HTMLElement) first.focus();
}
/** @type {HTMLElement | null} */
let lastFocus = null;

// ---- what people do

/**
 * @param {Element} from
 * @returns {{ channelId: string, ts: string } | null}
 */
function messageAt(from) {
  const article = /** @type {HTMLElement | null} */ (from.closest('article[data-key]'));
  const channelId = state?.seen.channelId;
  return article?.dataset['key'] && channelId ? { channelId, ts: article.dataset['key'] } : null;
}

/**
 * A press, in whichever surface it stands; asks first when the element says so.
 * @param {HTMLElement} element
 * @param {unknown} [value]
 */
async function press(element, value) {
  const confirmation = element.dataset['confirm'];
  if (confirmation && !(await confirmed(JSON.parse(confirmation)))) return;
  if (element.dataset['url']) window.open(element.dataset['url'], '_blank', 'noopener,noreferrer');
  const what = {
    actionId: element.dataset['action'],
    blockId: element.dataset['block'],
    ...(value === undefined ? {} : { value }),
  };
  const form = /** @type {HTMLElement | null} */ (element.closest('[data-view="modal"]'));
  if (form) return act({ kind: 'pressInView', ...what, values: await valuesOf(form) });
  if (element.closest('[data-view="home"]')) return act({ kind: 'pressInHome', ...what });
  const message = messageAt(element);
  if (message) return act({ kind: 'press', ...message, ...what });
}

/** @param {{ title: string, text: string, confirm: string, deny: string, isDanger: boolean }} words text is markup */
function confirmed(words) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('confirm'));
  byId('confirm-title').textContent = words.title;
  draw(byId('confirm-text'), words.text);
  byId('agree').className = `press ${words.isDanger ? 'danger' : 'primary'}`;
  byId('agree').textContent = words.confirm || 'Yes';
  byId('deny').textContent = words.deny || 'Cancel';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    const once = { once: true };
    byId('agree').addEventListener('click', () => dialog.close('yes'), once);
    byId('deny').addEventListener('click', () => dialog.close('no'), once);
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), once);
  });
}

/** @param {string} place */
function go(place) {
  look.place = place;
  look.thread = '';
  selected = null;
  tell(null);
  if (place === 'home') return act({ kind: 'openHome' });
  if (place === 'dm') return act({ kind: 'openMessages' });
  return refresh();
}

/** @param {string} userId */
function become(userId) {
  look.as = userId;
  look.place = '';
  look.thread = '';
  selected = null;
  as.value = userId;
  tell(null);
  return refresh();
}

/**
 * @param {string} channel
 * @param {string} ts
 */
async function explain(channel, ts) {
  selected = { channel, ts };
  const { markup } = await ask('why', { channel, ts, as: look.as });
  draw(byId('why-body'), markup);
  const dialog = /** @type {HTMLDialogElement} */ (byId('why'));
  if (!dialog.open) dialog.showModal();
  byId('why-title').focus();
  await refreshInside();
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const element = /** @type {HTMLElement | null} */ (target?.closest('button'));
  if (!element) return;
  const { dataset } = element;
  const message = messageAt(element);
  if ('press' in dataset) void press(element, dataset['value']);
  else if (dataset['go']) void go(dataset['go']);
  else if ('thread' in dataset) {
    look.thread = dataset['thread'] ?? '';
    void refresh().then(() => byId('text-thread').focus());
  } else if ('why' in dataset && message) void explain(message.channelId, message.ts);
  else if (dataset['whyOf']) void explain(dataset['whyOf'], dataset['ts'] ?? '');
  else if (dataset['react'] && message) void act({ kind: 'react', ...message, name: dataset['react'] });
  else if (dataset['shortcut'] && message) void act({ kind: 'shortcut', ...message, callbackId: dataset['shortcut'] });
  else if (dataset['look']) {
    const { look: channelId = '', as: userId = '' } = dataset;
    const isMine = state?.seen.places.some((one) => one.id === channelId) ?? false;
    if (!isMine) void become(userId);
    void go(state && channelId.startsWith('D') ? 'dm' : channelId);
  } else if (dataset['move']) order('move', { as: look.as, move: dataset['move'] });
  else if (dataset['tab']) chooseTab(dataset['tab']);
  else if ('close' in dataset) void act({ kind: 'closeView' });
  else if ('dismiss' in dataset) element.closest('dialog')?.close();
  else if (element.id === 'halt') order('halt', {});
  else if (element.id === 'kill') order('trouble', { switch: 'app', on: false });
  else if (element.id === 'restart') order('trouble', { switch: 'app', on: true });
  else if (element.id === 'forge' && state?.seen.forgery) {
    const { channelId, ts, actionId, blockId, value } = state.seen.forgery;
    void act({ kind: 'forge', channelId, ts, actionId, blockId, value });
  } else if (element.id === 'close-thread') {
    look.thread = '';
    void refresh();
  }
});

document.addEventListener('change', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target === as) return void become(as.value);
  if (target.dataset['switch']) {
    const on = /** @type {HTMLInputElement} */ (target).checked;
    return order('trouble', { switch: target.dataset['switch'], on });
  }
  const element = /** @type {HTMLElement | null} */ (target.closest('.el'));
  const group = element?.querySelector('details.many > summary');
  if (group && element) {
    const count = element.querySelectorAll('input:checked').length;
    if (count > 0) group.textContent = `${count} chosen`;
  }
  // What is typed to be suggested something is no choice yet.
  if (element && 'dispatch' in element.dataset && !('suggest' in target.dataset)) void press(element, valueOf(element));
});

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  if (form.dataset['view'] !== 'modal') return;
  event.preventDefault();
  void valuesOf(form).then((values) => act({ kind: 'submit', values }));
});

modal.addEventListener('cancel', (event) => {
  event.preventDefault();
  void act({ kind: 'closeView' });
});

setUpSuggestions(
  (block, query) => ask('suggestions', { as: look.as, block, query }),
  (element) => void press(element, valueOf(element)),
);
setUpMenus();

/** @param {string} name */
function chooseTab(name) {
  insideTab = name;
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[role="tab"]'))) {
    const isChosen = tab.dataset['tab'] === name;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  byId('inside-panel').setAttribute('aria-labelledby', `tab-${name}`);
  void refreshInside();
}

document.addEventListener('keydown', (event) => {
  const tab = event.target instanceof HTMLElement && event.target.role === 'tab' ? event.target : null;
  if (!tab || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
  const tabs = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[role="tab"]'))];
  const next = tabs[(tabs.indexOf(tab) + (event.key === 'ArrowRight' ? 1 : tabs.length - 1)) % tabs.length];
  next?.focus();
  chooseTab(next?.dataset['tab'] ?? insideTab);
});

byId('inside').addEventListener('toggle', () => void refreshInside());

const offers = () => ({
  commands: state?.seen.commands ?? [],
  people: state?.seen.people ?? [],
  isExternal: state?.seen.person.isExternal ?? true,
});
for (const id of /** @type {const} */ (['main', 'thread'])) {
  setUpComposer(id, offers, (text, files) => {
    const channelId = state?.seen.channelId;
    if (channelId)
      void act({ kind: 'say', channelId, text, files, ...(id === 'thread' ? { threadTs: look.thread } : {}) });
  });
}

const wanted = new URLSearchParams(location.hash.slice(1));
look.as = wanted.get('as') ?? as.value;
look.place = wanted.get('place') ?? '';
look.thread = wanted.get('thread') ?? '';
as.value = look.as;
await refresh();
new EventSource('events').addEventListener('changed', () => void refresh());
