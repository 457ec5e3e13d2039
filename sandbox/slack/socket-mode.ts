import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isObject, type Json } from './json.ts';

export interface SocketEnvelope {
  type: string;
  payload: Json;
  retry_attempt?: unknown;
  retry_reason?: unknown;
}

export type SocketOutcome = { outcome: 'acked'; payload: unknown } | { outcome: 'missed' } | { outcome: 'dropped' };

/** The server's half of Socket Mode: who is connected, what waits for its acknowledgement. slack.md §2 */
export interface SocketMode {
  /** A one-time ticket for apps.connections.open. */
  issueTicket(): string;
  redeemTicket(ticket: string): boolean;
  accept(socket: WebSocket): void;
  /** One connection gets it; with none it is missed. slack.md §2 */
  send(envelope: SocketEnvelope): Promise<SocketOutcome>;
  connections(): number;
  /** Slack asks the app to reconnect, as it does every few hours. */
  refresh(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** The connections break without a word. */
  drop(): void;
  close(): void;
}

const MAX_CONNECTIONS = 10; // §2 Socket Mode

export function createSocketMode(appId: string): SocketMode {
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, { socket: WebSocket; done: (outcome: SocketOutcome) => void }>();

  function onMessage(text: string): void {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      return; // Slack ignores what it cannot read.
    }
    if (!isObject(answer) || typeof answer['envelope_id'] !== 'string') return;
    waiting.get(answer['envelope_id'])?.done({ outcome: 'acked', payload: answer['payload'] });
    waiting.delete(answer['envelope_id']);
  }

  function forget(socket: WebSocket): void {
    const index = sockets.indexOf(socket);
    if (index >= 0) sockets.splice(index, 1);
    for (const [id, entry] of waiting) {
      if (entry.socket !== socket) continue;
      waiting.delete(id);
      entry.done({ outcome: 'dropped' });
    }
  }

  return {
    issueTicket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    redeemTicket: (ticket) => tickets.delete(ticket),
    accept(socket) {
      if (sockets.length >= MAX_CONNECTIONS) return socket.close(1008, 'too many connections');
      sockets.push(socket);
      socket.on('message', (bytes: Buffer) => onMessage(bytes.toString()));
      socket.on('close', () => forget(socket));
      socket.on('error', () => forget(socket));
      const connection = { app_id: appId };
      socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.length, connection_info: connection }));
    },
    send(envelope) {
      const socket = sockets[0];
      if (!socket) return Promise.resolve({ outcome: 'missed' });
      // Connections take turns.
      sockets.push(...sockets.splice(0, 1));
      const id = randomUUID();
      return new Promise((done) => {
        waiting.set(id, { socket, done });
        socket.send(
          JSON.stringify({ envelope_id: id, accepts_response_payload: envelope.type !== 'events_api', ...envelope }),
        );
      });
    },
    connections: () => sockets.length,
    refresh(reason = 'refresh_requested') {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
      }
    },
    drop() {
      for (let socket = sockets[0]; socket; socket = sockets[0]) {
        socket.terminate();
        forget(socket);
      }
    },
    close() {
      this.drop();
      tickets.clear();
    },
  };
}
