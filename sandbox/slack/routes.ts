import type { SlackCore } from './core.ts';
import { downloadFile, receiveUpload } from './methods/files.ts';
import { ConnectionBroken } from './refusal.ts';
import { answerResponseUrl } from './respond.ts';
import { callMethod } from './web-api.ts';

/** Every address this Slack answers, in process and over HTTP. Throws ConnectionBroken when there is no answer. */
export async function answerRequest(core: SlackCore, request: Request, latencyMs: () => number): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, first = '', second = '', third = ''] = pathname.split('/');
  if (first === 'api') return callMethod(core, second, request, latencyMs);
  if (first === 'actions' && request.method === 'POST') return answerResponseUrl(core, third, request);
  if (core.faults.isDown()) throw new ConnectionBroken();
  if (first === 'upload' && request.method === 'POST') return receiveUpload(core, third, request);
  if (first === 'files-pri') {
    const fileId = second.split('-').at(-1) ?? '';
    return downloadFile(core, fileId, request.headers.get('authorization'));
  }
  return new Response('not found', { status: 404 });
}
