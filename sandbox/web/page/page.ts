import type { Persona } from '../stage/people.ts';
import { personas } from '../stage/people.ts';
import type { Html } from '../render/html.ts';
import { html } from '../render/html.ts';

const moves = [
  ['mine', 'Next for me'],
  ['event', 'Next event'],
  ['workday', 'Next working day'],
  ['monday', 'Next Monday'],
  ['week', 'One week'],
  ['quarter', 'One quarter'],
] as const;

const switches = [
  ['down', 'Slack is down', 'Every call of Drumbeat’s fails.'],
  ['slow', 'Slack is slow', 'Three seconds for each call: time to kill the app in the middle of a send.'],
  ['rateLimited', 'Slack limits', 'Every call is answered with 429, wait 30 seconds.'],
  ['answersLost', 'Answers get lost', 'Posts take effect, but Drumbeat never hears of it.'],
] as const;

const tabs = [
  ['deliveries', 'Deliveries'],
  ['jobs', 'Jobs'],
  ['audit', 'Audit'],
  ['documents', 'Documents'],
] as const;

/** The one page; everything that changes comes as JSON afterwards. */
export function renderPage(databaseLine: string): string {
  const { first, others } = personas();
  return html`${{ markup: '<!doctype html>' }}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Drumbeat playground</title>
        <link rel="icon" href="icon.svg" />
        <link rel="stylesheet" href="style.css" />
        <script type="module" src="client.js"></script>
      </head>
      <body>
        <a class="skip" href="#messages">Skip to the messages</a>
        <header class="top">
          <h1>🥁 Drumbeat <span>playground</span></h1>
          <label class="act-as"
            >Act as
            <select id="as">
              <optgroup label="The two sides of a shared channel">${first.map(personaOption)}</optgroup>
              <optgroup label="Everybody else">${others.map(personaOption)}</optgroup>
            </select>
          </label>
          <div class="clock" role="group" aria-label="Clock">
            <output id="now" aria-live="polite">…</output>
            <div class="moves">
              ${moves.map(([name, label]) => html`<button type="button" data-move="${name}">${label}</button>`)}<button
                type="button"
                id="halt"
                hidden
              >
                Stop
              </button>
            </div>
          </div>
          <progress id="progress" max="100" value="0" hidden aria-label="Time passes"></progress>
        </header>
        <p id="told" role="status" aria-live="polite" hidden></p>
        <div class="columns">
          <nav id="places" aria-label="Channels and messages"></nav>
          <main>
            <header class="place">
              <h2 id="title"></h2>
              <p id="subtitle"></p>
            </header>
            <p id="note" class="note" hidden></p>
            <section id="outside" hidden></section>
            <section id="messages" role="log" aria-live="polite" aria-label="Messages" tabindex="-1"></section>
            <section id="home" aria-label="Home" hidden></section>
            ${composer('main', 'Message')}
          </main>
          <aside id="thread" aria-label="Thread" hidden>
            <header class="place">
              <h2>Thread</h2>
              <button type="button" id="close-thread" aria-label="Close the thread">✕</button>
            </header>
            <section id="replies" role="log" aria-live="polite" aria-label="Replies"></section>
            ${composer('thread', 'Reply')}
          </aside>
          <aside class="stage" aria-label="Behind the stage">
            <details open>
              <summary>What happened since the clock was moved</summary>
              <p id="promise" class="promise" role="status"></p>
              <ol id="happened"></ol>
            </details>
            <details>
              <summary>Trouble <small id="troubles" role="status"></small></summary>
              ${switches.map(
                ([name, label, more]) =>
                  html`<label class="switch"
                    ><input type="checkbox" data-switch="${name}" />
                    <span><strong>${label}</strong><small>${more}</small></span></label
                  >`,
              )}
              <p class="process">
                <span id="process"></span> <button type="button" id="kill">Kill the app</button
                ><button type="button" id="restart" hidden>Start it again</button>
              </p>
              <p id="in-flight" class="quiet"></p>
            </details>
            <details id="inside">
              <summary>A look inside</summary>
              <div role="tablist" aria-label="A look inside">
                ${tabs.map(([name, label], index) => html`<button type="button" role="tab" id="tab-${name}" aria-controls="inside-panel" aria-selected="${index === 0 ? 'true' : 'false'}" tabindex="${index === 0 ? 0 : -1}" data-tab="${name}">${label}</button>`)}
              </div>
              <div id="inside-panel" role="tabpanel" tabindex="0" aria-labelledby="tab-deliveries"></div>
            </details>
            <p class="quiet">
              ${databaseLine}. A pretend Slack, the real app, fictional partners; nothing leaves this machine.
            </p>
          </aside>
        </div>
        <dialog id="modal" aria-labelledby="modal-title"></dialog>
        <dialog id="why" aria-labelledby="why-title">
          <header>
            <h2 id="why-title" tabindex="-1">Why did this come now?</h2>
            <button type="button" class="close" data-dismiss aria-label="Close">✕</button>
          </header>
          <div id="why-body"></div>
        </dialog>
        <dialog id="confirm" aria-labelledby="confirm-title">
          <h2 id="confirm-title"></h2>
          <p id="confirm-text"></p>
          <footer>
            <button type="button" class="press" id="deny">Cancel</button
            ><button type="button" class="press primary" id="agree">Yes</button>
          </footer>
        </dialog>
      </body>
    </html>`.markup;
}

function personaOption(person: Persona): Html {
  return html`<option value="${person.userId}">${person.role}: ${person.name}, ${person.company}</option>`;
}

function composer(id: string, label: string): Html {
  return html`<form class="composer" id="compose-${id}" data-compose="${id}">
    <ul class="suggest" id="suggest-${id}" role="listbox" aria-label="Suggestions" hidden></ul>
    <label class="hidden" for="text-${id}">${label}</label>
    <textarea
      id="text-${id}"
      rows="1"
      placeholder="${label}"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded="false"
      aria-controls="suggest-${id}"
    ></textarea>
    <label class="attach" title="Attach files"
      ><span aria-hidden="true">📎</span><span class="hidden">Attach files</span
      ><input type="file" multiple class="hidden" id="files-${id}"
    /></label>
    <button type="submit" class="press primary">Send</button>
    <small class="attached" id="attached-${id}"></small>
  </form>`;
}
