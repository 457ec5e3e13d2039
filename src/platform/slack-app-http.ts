import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPModuleFunctions, HTTPReceiver } from '@slack/bolt';
import type { Log } from '#core/log-fields.ts';
import { boltLogger } from './bolt-logger.ts';

/** Slack's payloads are far smaller; what is larger is refused with 413 (slack.md §2). */
const bodyLimitBytes = 4 * 1024 * 1024 - 1;

/** Bodies that parse to null, as JSON or as a form: Bolt 5.1.0 rejects unhandled on them, which would end the process. */
const nothing = /^(?:payload=)?(?:\s|\+|%20|%0[9ADad])*null(?:\s|\+|%20|%0[9ADad])*$/;

export function createHttpReceiver(options: { signingSecret: string; port: number; log: Log }): HTTPReceiver {
  const logger = boltLogger(options.log);
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    port: options.port,
    logger,
    bodyLimit: bodyLimitBytes,
  });
  const listen = receiver.requestListener;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { rawBody } = await HTTPModuleFunctions.bufferIncomingMessage(request, bodyLimitBytes);
      if (!nothing.test(rawBody.toString())) return listen(request, response);
      logger.warn('Malformed request body: null');
      HTTPModuleFunctions.buildNoBodyResponse(response, 400);
    } catch (thrown) {
      const isTooLarge = (thrown as { statusCode?: number }).statusCode === 413;
      logger.warn(isTooLarge ? 'A request body was too large' : 'A request could not be read');
      HTTPModuleFunctions.buildNoBodyResponse(response, isTooLarge ? 413 : 400);
    }
  }

  receiver.requestListener = (request, response) => void receive(request, response);
  return receiver;
}
