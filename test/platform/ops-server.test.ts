import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '#platform/metrics.ts';
import { createOpsServer } from '#platform/ops-server.ts';
import type { OpsServer, ReadyChecks } from '#platform/ops-server.ts';

const running: OpsServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function startOps(checks: ReadyChecks, metrics = createMetrics()): Promise<string> {
  const server = createOpsServer({ host: '127.0.0.1', port: 0, checks, metrics, checkTimeoutMs: 20 });
  running.push(server);
  return `http://127.0.0.1:${(await server.start()).port}`;
}

const never = (): Promise<boolean> => new Promise(() => undefined);

describe('ops server', () => {
  it('says that the process lives, whatever its checks say', async () => {
    const base = await startOps({ database: () => Promise.resolve(false) });
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('is ready when every check passes', async () => {
    const base = await startOps({ database: () => Promise.resolve(true), slack: () => Promise.resolve(true) });
    const answer = await fetch(`${base}/readyz?verbose`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ready: true,
      checks: [
        { name: 'database', ok: true },
        { name: 'slack', ok: true },
      ],
    });
  });

  it('is not ready while a check fails, throws or takes too long, and does not say why', async () => {
    const base = await startOps({
      fine: () => Promise.resolve(true),
      failing: () => Promise.resolve(false),
      throwing: () => Promise.reject(new Error('mongodb://user:hush@db.example')),
      throwingAtOnce: () => {
        throw new Error('hush');
      },
      hanging: never,
    });
    const answer = await fetch(`${base}/readyz`);
    const text = await answer.text();
    expect(answer.status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      ready: false,
      checks: [
        { name: 'fine', ok: true },
        { name: 'failing', ok: false },
        { name: 'throwing', ok: false },
        { name: 'throwingAtOnce', ok: false },
        { name: 'hanging', ok: false },
      ],
    });
    expect(text).not.toContain('hush');
  });

  it('answers HEAD with the same head and no body', async () => {
    const base = await startOps({});
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await fetch(base + path, { method: 'HEAD' });
      expect(answer.status, path).toBe(200);
      expect(await answer.text(), path).toBe('');
    }
  });

  it('knows no other path and no other method', async () => {
    const base = await startOps({});
    for (const path of ['/', '/healthz/', '/constructor', '/metrics/x']) {
      expect((await fetch(base + path)).status, path).toBe(404);
    }
    const answer = await fetch(`${base}/metrics`, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('says plainly that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = (other.address() as AddressInfo).port;
    const server = createOpsServer({ host: '127.0.0.1', port, checks: {}, metrics: createMetrics() });
    await expect(server.start()).rejects.toMatchObject({ kind: 'unavailable', code: 'core.ops_listen' });
    other.close();
  });

  it('frees its port when stopped, and stopping twice is fine', async () => {
    const base = await startOps({ hanging: never });
    const server = running[0];
    await server?.stop();
    await server?.stop();
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
  });
});

describe('metrics', () => {
  it('are served in the text format of Prometheus', async () => {
    const metrics = createMetrics({ version: '1.2.3' });
    metrics.inboxDelivery('event', 'done');
    metrics.inboxDelivery('event', 'done');
    metrics.outboxOperation('post', 'done');
    metrics.outboxDepth(7, 1.5);
    metrics.jobRun('check-ins.sweep-emerging', 'done', 250);
    metrics.slackCall('chat.postMessage', '429');
    metrics.slackRateLimited('chat.postMessage');
    const base = await startOps({}, metrics);
    const answer = await fetch(`${base}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/u);
    expect(text).toContain('inbox_deliveries_total{kind="event",result="done"} 2');
    expect(text).toContain('outbox_operations_total{operation="post",result="done"} 1');
    expect(text).toContain('outbox_queue_depth 7');
    expect(text).toContain('outbox_oldest_ready_seconds 1.5');
    expect(text).toContain('job_runs_total{job="check-ins.sweep-emerging",result="done"} 1');
    expect(text).toContain('job_duration_seconds_sum{job="check-ins.sweep-emerging"} 0.25');
    expect(text).toContain('slack_api_calls_total{method="chat.postMessage",result="429"} 1');
    expect(text).toContain('slack_rate_limited_total{method="chat.postMessage"} 1');
    expect(text).toContain('build_details{version="1.2.3"');
    expect(text).toMatch(/process_resident_memory_bytes \d+/u);
  });

  it('never carry ids or free text as labels', async () => {
    const metrics = createMetrics();
    for (const label of [
      'P-0001',
      'C012AB3CD',
      'U01234567',
      'T0',
      'dr-2026-0142',
      'Acme GmbH',
      'prompt.p-0003',
      'a'.repeat(99),
    ]) {
      metrics.inboxDelivery(label, label);
      metrics.outboxOperation(label, label);
      metrics.jobRun(label, label, 1);
      metrics.slackCall(label, label);
      metrics.slackRateLimited(label);
    }
    const { text } = await metrics.render();
    const labels = [...text.matchAll(/\{[^}]*\}/g)].join('\n');
    expect(labels).not.toMatch(/P-0001|C012|U012|"T0"|0142|Acme|0003|aaa/u);
    expect(text).toContain('inbox_deliveries_total{kind="other",result="other"} 8');
  });

  it('stop taking new labels before they cost memory', async () => {
    const metrics = createMetrics();
    const letter = (n: number): string => String.fromCharCode(97 + n);
    for (let n = 0; n < 676; n += 1) metrics.slackRateLimited(`x.${letter(n % 26)}${letter(Math.floor(n / 26))}`);
    const { text } = await metrics.render();
    expect(text.match(/slack_rate_limited_total\{/gu)).toHaveLength(301);
  });

  it('of two apps in one process are apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.slackCall('auth.test', 'answered');
    expect((await other.render()).text).not.toContain('auth.test');
  });
});
