import type { DeserializeOptions } from 'bson';
import { calculateObjectSize, deserialize, serialize } from 'bson';
import type { Doc } from './values.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const FLAG_CHECKSUM = 1;
const FLAG_MORE_TO_COME = 2;

/** Regular expressions stay as sent; numbers become JavaScript numbers, Longs only beyond 2^53. */
const READ_OPTIONS: DeserializeOptions = { bsonRegExp: true, promoteLongs: true, promoteBuffers: false };

/** One command as it came over the wire. */
export interface WireRequest {
  requestId: number;
  command: Doc;
  /** A legacy OP_QUERY handshake is answered with OP_REPLY. */
  legacy: boolean;
  /** The client waits for an answer. */
  answered: boolean;
}

/** Splits a stream into requests; throws on what is not OP_MSG or the OP_QUERY handshake. */
export function createRequestReader(onRequest: (request: WireRequest) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  return (chunk) => {
    pending.push(chunk);
    pendingBytes += chunk.length;
    if (pendingBytes < HEADER_BYTES) return;
    if (pending.length > 1 && pending[0]!.length < 4) pending = [Buffer.concat(pending)];
    if (pendingBytes < pending[0]!.readInt32LE(0)) return;
    let buffer = pending.length === 1 ? pending[0]! : Buffer.concat(pending);
    while (buffer.length >= HEADER_BYTES && buffer.length >= buffer.readInt32LE(0)) {
      const length = buffer.readInt32LE(0);
      onRequest(readRequest(buffer.subarray(0, length)));
      buffer = buffer.subarray(length);
    }
    pending = buffer.length > 0 ? [buffer] : [];
    pendingBytes = buffer.length;
  };
}

function readRequest(message: Buffer): WireRequest {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return readMessage(message, requestId);
  if (opcode !== OP_QUERY) throw new Error(`unsupported wire opcode ${opcode}`);
  const nameEnd = message.indexOf(0, 20);
  const database = message.toString('utf8', 20, nameEnd).split('.')[0];
  const command = readDocument(message, nameEnd + 9);
  return { requestId, command: { ...command, $db: database }, legacy: true, answered: true };
}

function readMessage(message: Buffer, requestId: number): WireRequest {
  const flags = message.readUInt32LE(16);
  const end = flags & FLAG_CHECKSUM ? message.length - 4 : message.length;
  let command: Doc = {};
  const sequences: Doc = {};
  for (let offset = 20; offset < end;) {
    const kind = message[offset];
    const size = message.readInt32LE(offset + 1);
    if (kind === 0) command = readDocument(message, offset + 1);
    else readSequence(message, offset + 5, offset + 1 + size, sequences);
    offset += 1 + size;
  }
  return {
    requestId,
    command: Object.assign(command, sequences),
    legacy: false,
    answered: !(flags & FLAG_MORE_TO_COME),
  };
}

function readSequence(message: Buffer, start: number, end: number, into: Doc): void {
  const nameEnd = message.indexOf(0, start);
  const docs: Doc[] = [];
  for (let offset = nameEnd + 1; offset < end; offset += message.readInt32LE(offset)) {
    docs.push(readDocument(message, offset));
  }
  into[message.toString('utf8', start, nameEnd)] = docs;
}

function readDocument(message: Buffer, offset: number): Doc {
  return deserialize(message.subarray(offset, offset + message.readInt32LE(offset)), READ_OPTIONS);
}

/** The bytes of an answer. */
export function writeReply(request: WireRequest, reply: Doc): Buffer {
  const body = serialize(reply, { ignoreUndefined: true });
  const prefix = Buffer.alloc(HEADER_BYTES + (request.legacy ? 20 : 5));
  prefix.writeInt32LE(prefix.length + body.length, 0);
  prefix.writeInt32LE(request.requestId, 8);
  prefix.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) prefix.writeInt32LE(1, 32);
  return Buffer.concat([prefix, body]);
}

/** The size of a document in BSON bytes. */
export function bsonBytes(doc: Doc): number {
  return calculateObjectSize(doc);
}
