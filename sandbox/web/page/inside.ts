import { stamp } from '../render/dates.ts';
import type { Html } from '../render/html.ts';
import { html } from '../render/html.ts';
import { partnerIdOf } from '../stage/people.ts';
import type { PlaygroundStage } from '../stage/stage.ts';

export type InsideTab = 'deliveries' | 'jobs' | 'audit' | 'documents';

/** The thing that is looked at: a message if one is chosen, else its channel's partner. */
export interface Selected {
  channelId: string | null;
  ts: string | null;
}

type When = (at: unknown) => string;

const newest = 40;

/** A look inside: what passed between Slack and the app, and what the app remembers. */
export function createInside(
  stage: PlaygroundStage,
  documentsOf: (channelId: string, ts: string) => Promise<unknown[]>,
) {
  const { slack, database, app } = stage;

  function deliveries(when: When): Html {
    const incoming = slack.log.deliveries.slice(-newest).toReversed();
    const outgoing = slack.log.calls.slice(-newest).toReversed();
    return html`<h4>Slack to Drumbeat</h4>
      ${incoming.map(
        (one) =>
          html`<details class="entry">
            <summary>
              <time>${when(one.at)}</time> <code>${one.kind}</code> ${one.name}
              <span class="${one.failure ? 'bad' : 'good'}">${one.failure ?? one.status}</span
              >${one.retryNum > 0 ? ` retry ${one.retryNum}` : ''}
            </summary>
            ${json(one.payload)}${one.responseText ? json(one.responseText) : null}
          </details>`,
      )}
      <h4>Drumbeat to Slack</h4>
      ${outgoing.map(
        (one) =>
          html`<details class="entry">
            <summary>
              <time>${when(one.at)}</time> <code>${one.method}</code> ${one.channelId}
              <span class="${one.ok ? 'good' : 'bad'}">${one.ok ? 'ok' : (one.error ?? one.status)}</span>
            </summary>
            ${json(one.args)}
          </details>`,
      )}`;
  }

  async function jobs(when: When): Promise<Html> {
    const lines = app.log().slice(-newest).toReversed();
    const open = await database
      .collection('touch_occurrences')
      .find({ nextActionAt: { $ne: null } })
      .sort({ nextActionAt: 1 })
      .limit(20)
      .toArray();
    const due = html`<h4>Next in the run ledger</h4>
      ${open.map(
        (one) =>
          html`<div class="entry">
            <time>${when(one['nextActionAt'])}</time> <code>${String(one['nextAction'])}</code>
            ${String(one['touchId'])} of ${String(one['partnerId'])} for ${String(one['periodKey'])}
          </div>`,
      )}`;
    const last = html`<h4>What sweeps did, and what went wrong</h4>
      ${lines.map(
        (line) =>
          html`<details class="entry">
            <summary>
              <time>${when(line.at)}</time> <code>${String(line.fields['job'] ?? line.level)}</code>
              <span class="${line.level === 'info' ? 'good' : 'bad'}">${line.message}</span
              >${line.fields['count'] === undefined ? '' : `, ${String(line.fields['count'])}`}
            </summary>
            ${json(line.fields)}
          </details>`,
      )}`;
    return html`<h4>Sweeps</h4>
      <p class="jobs">${app.offers().jobNames.map((name) => html`<code>${name}</code> `)}</p>
      ${due}${last}`;
  }

  async function audit({ channelId }: Selected, when: When): Promise<Html> {
    const partnerId = channelId === null ? null : partnerIdOf(channelId);
    const filter = partnerId === null ? {} : { partnerId };
    const entries = await database
      .collection('audit_entries')
      .find(filter)
      .sort({ at: -1, _id: -1 })
      .limit(newest)
      .toArray();
    return html`<p>${partnerId === null ? 'Everything' : `Of ${partnerId}`}, newest first.</p>
      ${entries.map(
        (entry) =>
          html`<details class="entry">
            <summary>
              <time>${when(entry['at'])}</time> <code>${String(entry['action'])}</code> ${String(entry['object'])}
              <small>${String(entry['actor'])}</small>
            </summary>
            ${json(entry)}
          </details>`,
      )}`;
  }

  async function documents({ channelId, ts }: Selected): Promise<Html> {
    const partnerId = channelId === null ? null : partnerIdOf(channelId);
    const message = channelId !== null && ts !== null ? await documentsOf(channelId, ts) : [];
    const partner = partnerId === null ? null : await database.collection('partners').findOne({ partnerId });
    const found = [...message, ...(partner ? [partner] : [])];
    if (found.length === 0)
      return html`<p>Choose a message of Drumbeat’s with “Why did this come now?”, or look at a partner’s channel.</p>`;
    return html`${found.map(
      (document) =>
        html`<details class="entry" open>
          <summary><code>${nameOf(document)}</code></summary>
          ${json(document)}
        </details>`,
    )}`;
  }

  return {
    /** Instants are told in this zone. */
    async show(tab: InsideTab, selected: Selected, zone: string): Promise<string> {
      const when: When = (at) => (at instanceof Date ? stamp(at, zone) : '–');
      if (tab === 'deliveries') return deliveries(when).markup;
      if (tab === 'jobs') return (await jobs(when)).markup;
      return (tab === 'audit' ? await audit(selected, when) : await documents(selected)).markup;
    },
  };
}

function json(value: unknown): Html {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<pre tabindex="0">
${text.length > 6000 ? `${text.slice(0, 6000)}\n… (${text.length} characters)` : text}</pre>`;
}

function nameOf(document: unknown): string {
  const { _id, object, displayName } = document as Record<string, unknown>;
  return String(displayName ?? object ?? _id);
}
