import type { SlackCore } from '../core.ts';
import { isObject } from '../json.ts';
import { postMessage } from '../posting.ts';
import { Refusal } from '../refusal.ts';
import { fileObject } from '../shapes/file.ts';
import type { StoredFile } from '../state.ts';
import { invalidArguments, type Args } from './args.ts';
import type { MethodTable } from './method.ts';
import { botUser, messageAt, postableChannel } from './places.ts';

const ALT_TEXT_MAX = 1000; // §6

export const fileMethods: MethodTable = {
  'files.getUploadURLExternal': {
    tier: 4,
    scopes: ['files:write'],
    run(core, args) {
      const name = args.required('filename');
      const length = args.number('length') ?? 0;
      if (length <= 0) throw invalidArguments('length must be above 0');
      if ((args.text('alt_txt') ?? '').length > ALT_TEXT_MAX) throw invalidArguments('alt_txt is too long');
      const file: StoredFile = {
        id: core.state.nextId('F'),
        name,
        title: name,
        mimetype: 'application/octet-stream',
        userId: core.state.app.botUserId,
        teamId: core.state.app.homeTeamId,
        createdAt: core.clock.now(),
        content: undefined,
        expectedLength: length,
        isComplete: false,
        channelIds: [],
      };
      core.state.files.set(file.id, file);
      return { upload_url: `${core.addresses.files}upload/v1/${file.id}`, file_id: file.id };
    },
  },
  'files.completeUploadExternal': {
    tier: 4,
    scopes: ['files:write'],
    run(core, args) {
      const files = readFiles(core, args);
      const channels = targetChannels(args).map((id) => postableChannel(core, id));
      const threadTs = args.text('thread_ts');
      for (const channel of channels) {
        if (threadTs) messageAt(core, channel, threadTs, 'thread_not_found');
      }
      for (const file of files) file.isComplete = true;
      for (const channel of channels) {
        for (const file of files) file.channelIds.push(channel.id);
        const draft = { text: args.text('initial_comment') ?? '', fileIds: files.map((file) => file.id), threadTs };
        postMessage(core, channel, botUser(core), { ...draft, subtype: 'file_share' });
      }
      return { files: files.map((file) => fileObject(file)) }; // without a channel it stays private §6
    },
  },
  'files.info': {
    tier: 4,
    scopes: ['files:read'],
    run(core, args) {
      const file = core.state.files.get(args.required('file'));
      if (!file || !file.isComplete || !isVisible(core, file)) throw new Refusal('file_not_found', 'files.info page');
      return { file: fileObject(file), comments: [], response_metadata: { next_cursor: '' } };
    },
  },
};

function readFiles(core: SlackCore, args: Args): StoredFile[] {
  const listed = args.objects('files');
  if (!listed?.length) throw invalidArguments('missing required field: files');
  return listed.map((entry) => {
    const file = isObject(entry) ? core.state.files.get(String(entry['id'])) : undefined;
    if (!file || file.isComplete) throw new Refusal('file_not_found', 'files.completeUploadExternal page');
    if (!file.content) throw new Refusal('file_upload_size_incorrect', '§6'); // bytes come before completing
    if (typeof entry['title'] === 'string') file.title = entry['title'];
    return file;
  });
}

function targetChannels(args: Args): string[] {
  const one = args.text('channel_id');
  return one ? [one] : args.texts('channels');
}

function isVisible(core: SlackCore, file: StoredFile): boolean {
  const { botUserId } = core.state.app;
  if (file.userId === botUserId || file.inForm) return true;
  return file.channelIds.some((id) => core.state.channels.get(id)?.memberIds.has(botUserId));
}

/** The bytes of an upload, sent to the address from files.getUploadURLExternal. slack.md §6 */
export async function receiveUpload(core: SlackCore, fileId: string, request: Request): Promise<Response> {
  const file = core.state.files.get(fileId);
  if (!file || file.isComplete) return new Response('no such upload', { status: 404 });
  const content = await uploadedBytes(request);
  if (content.byteLength !== file.expectedLength) return new Response('the length differs', { status: 400 });
  file.content = content;
  return new Response(`OK - ${content.byteLength}`);
}

async function uploadedBytes(request: Request): Promise<Uint8Array> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return request.bytes();
  const form = await request.formData();
  for (const part of form.values()) {
    if (typeof part !== 'string') return part.bytes();
  }
  return new Uint8Array();
}

/** url_private: without the token an HTML login page comes with 200. slack.md §6 */
export function downloadFile(core: SlackCore, fileId: string, authorization: string | null): Response {
  const file = core.state.files.get(fileId);
  const allowed = authorization === `Bearer ${core.tokens.bot}` && core.manifest.scopes.has('files:read');
  if (!file?.content || !allowed || !isVisible(core, file)) {
    return new Response('<!DOCTYPE html><title>Sign in | Slack</title>', { headers: { 'content-type': 'text/html' } });
  }
  return new Response(Buffer.from(file.content), { headers: { 'content-type': file.mimetype } });
}
