import type { Connection } from 'mongoose';
import type { OutboundRow } from '#platform/outbox/model.ts';
import type { AuditRecord } from '#platform/audit.ts';
import { stamp } from '../render/dates.ts';
import type { Html } from '../render/html.ts';
import { html } from '../render/html.ts';
import { reasonInWords } from './reasons.ts';

type Occurrence = Record<string, unknown> & { _id: string };

const priorityWords: Readonly<Record<string, string>> = {
  P0: 'security: nothing holds it back',
  P1: 'transactional: it belongs to something that just happened',
  P2: 'cadence: it comes when its touch is due',
  P3: 'reminder',
  P4: 'content: the first to wait',
};

/** "Why did this come now?", from the outbound row, the run ledger and the audit trail. */
export function createWhy(database: Connection) {
  const rows = () => database.collection<OutboundRow>('outbound_messages');

  async function occurrenceOf(row: OutboundRow): Promise<Occurrence | null> {
    const wanted = [row._id, JSON.stringify(row.params)].join(' ');
    const near =
      row.partnerId === null
        ? []
        : await database.collection<Occurrence>('touch_occurrences').find({ partnerId: row.partnerId }).toArray();
    return near.find((one) => wanted.includes(one._id)) ?? null;
  }

  async function auditOf(row: OutboundRow, occurrence: Occurrence | null): Promise<AuditRecord[]> {
    const objects = [
      `outbound_messages/${row._id}`,
      ...(occurrence === null ? [] : [`touch_occurrences/${occurrence._id}`]),
    ];
    // The write that owed the message has its instant.
    const sameWrite = row.partnerId === null ? [] : [{ partnerId: row.partnerId, at: row.createdAt }];
    return database
      .collection<AuditRecord>('audit_entries')
      .find({ $or: [{ object: { $in: objects } }, ...sameWrite] })
      .sort({ at: 1 })
      .limit(20)
      .toArray();
  }

  return {
    async of(channelId: string, ts: string, zone: string): Promise<{ markup: string; documents: unknown[] }> {
      const row = await rows().findOne({ channelId, ts });
      if (!row) {
        return {
          markup: html`<p>
            Drumbeat did not owe this message: it answers, in place, what somebody just did (a command, a press), or was
            written before this page began.
          </p>`.markup,
          documents: [],
        };
      }
      const occurrence = await occurrenceOf(row);
      const audit = await auditOf(row, occurrence);
      return {
        markup: explain(row, occurrence, audit, zone).markup,
        documents: [row, occurrence, ...audit].filter((one) => one !== null),
      };
    },
  };
}

function explain(row: OutboundRow, occurrence: Occurrence | null, audit: readonly AuditRecord[], zone: string): Html {
  const when = (at: Date | null): string => (at ? stamp(at, zone) : '–');
  const lines: [string, Html | string][] = [
    [
      'What it is',
      html`<code>${row.message}</code>, topic ${row.topic}, for
        ${row.audience}${row.partnerId ? ` of ${row.partnerId}` : ''}`,
    ],
    ['Why', cause(row, occurrence)],
    ['Asked for', when(row.createdAt)],
    [
      'Priority',
      `${row.priority} – ${priorityWords[row.priority] ?? ''}${row.direct ? '; answers somebody directly, so hours and caps do not apply' : ''}`,
    ],
    ['Attention budget', budget(row, zone)],
    [
      'Stood in Slack',
      `${when(row.deliveredAt)}${row.wanted.version > 1 ? `, rewritten since (version ${row.wanted.version})` : ''}`,
    ],
    ['Attempts', row.attempt ? `${row.attempt.number}${row.failures > 0 ? `, ${row.failures} failed` : ''}` : 'none'],
    ...(row.notAfter ? [['Would have been dropped after', when(row.notAfter)] as [string, string]] : []),
    ...(row.reason ? [['Last note of the outbox', reasonInWords(row.reason)] as [string, string]] : []),
    ['Key', html`<code>${row._id}</code>`],
  ];
  return html`<dl class="why">
      ${lines.map(
        ([name, said]) =>
          html`<dt>${name}</dt>
            <dd>${said}</dd>`,
      )}
    </dl>
    ${
      audit.length > 0
        ? html`<h4>In the audit trail</h4>
            <ul class="trail">
              ${audit.map((entry) => html`<li><time>${when(entry.at)}</time> <code>${entry.action}</code> by ${entry.actor}${entry.reason ? ` (${entry.reason})` : ''}</li>`)}
            </ul>`
        : null
    }`;
}

function cause(row: OutboundRow, occurrence: Occurrence | null): string {
  const text = (key: string): string => String(occurrence?.[key] ?? '');
  if (occurrence) {
    return `The touch “${text('touchId')}” of ${text('partnerId')} was due for ${text('periodKey')}: its day is ${text('anchorOn')} by the calendar of ${text('zone')}. It is now “${text('state')}”.`;
  }
  if (row.threadKey) return 'It belongs to the message above it in the thread.';
  if (row.direct) return 'Somebody did something, and this answers it.';
  return 'Something changed that this place has to show.';
}

function budget(row: OutboundRow, zone: string): string {
  const held = row.deferredAt
    ? `held back from ${stamp(row.deferredAt, zone)}: ${[...new Set(row.deferredFor)].map((reason) => reasonInWords(reason)).join('; ')}`
    : 'not held back';
  const pings = (row.pings ?? []).length;
  const bundle = row.bundleKey
    ? '; stands as a line in a bundle'
    : (row.memberKeys ?? []).length > 0
      ? `; bundles ${row.memberKeys.length} messages`
      : '';
  return `${held}${pings > 0 ? `; mentions ${pings} ${pings === 1 ? 'person' : 'people'}` : ''}${bundle}`;
}
