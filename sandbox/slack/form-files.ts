import { asList, type Json } from './json.ts';
import type { PersonContext } from './person-context.ts';
import { storeFile, type SentFile } from './person-messages.ts';
import { fileObject } from './shapes/file.ts';

const FILES_DEFAULT = 10; // §4: max_files 1..10
const FILE_BYTES_MAX = 10 * 1024 * 1024; // §4: 10 MB each

/**
 * What a file input holds once a person has chosen these: whole file objects, which the app may load. Throws when
 * Slack's own client would not take them. slack.md §4
 */
export function chooseFiles(context: PersonContext, element: Json, value: unknown): Json[] {
  const sent = asList(value) as SentFile[];
  const most = Number(element['max_files'] ?? FILES_DEFAULT);
  if (sent.length > most) throw new Error(`${String(element['action_id'])} takes at most ${most} files (slack.md §4)`);
  const types = asList(element['filetypes']).map(String);
  for (const { name, content } of sent) {
    const type = name.split('.').at(-1)?.toLowerCase() ?? '';
    if (types.length > 0 && !types.includes(type)) throw new Error(`${name} is no ${types.join(' or ')} (slack.md §4)`);
    if (content.length > FILE_BYTES_MAX) throw new Error(`${name} is larger than 10 MB (slack.md §4)`);
  }
  return sent.map((file) => fileObject(storeFile(context, file, { channelIds: [], inForm: true })));
}
