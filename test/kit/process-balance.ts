import type { AppProcess } from '#sandbox/process/child.ts';
import type { ProcessWorld } from './process-world.ts';

/** Starts the apps; what a person does reaches the process of this number, as behind a load balancer that is sticky. */
export async function serveByPerson(
  { slack, clock }: ProcessWorld,
  replicas: readonly AppProcess[],
  replicaOf: Readonly<Record<string, number>>,
): Promise<void> {
  const started = await Promise.all(replicas.map((replica) => replica.start(clock.now())));
  slack.connectApp({
    kind: 'inProcess',
    async handle(request) {
      const body = await request.text();
      const { port } = started[replicaOf[personIn(body)] ?? 0] ?? { port: 0 };
      return fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers: request.headers, body });
    },
  });
}

/** Slack user of an interaction; events go to whichever process. */
function personIn(body: string): string {
  const payload = new URLSearchParams(body).get('payload');
  const { user } = JSON.parse(payload ?? '{}') as { user?: { id?: string } };
  return user?.id ?? '';
}
