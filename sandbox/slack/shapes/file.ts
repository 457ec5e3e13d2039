import type { Json } from '../json.ts';
import type { StoredFile } from '../state.ts';

/** What an event carries for a file in a shared channel: ask files.info. slack.md §1.1 */
export function fileStub(id: string): Json {
  return { id, mode: 'file_access', file_access: 'check_file_info' };
}

export function fileObject(file: StoredFile): Json {
  const seconds = Math.floor(file.createdAt.getTime() / 1000);
  const address = `https://files.slack.com/files-pri/${file.teamId}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: seconds,
    timestamp: seconds,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? 'binary',
    user: file.userId,
    user_team: file.teamId,
    editable: false,
    size: file.content?.byteLength ?? 0,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: address,
    permalink: `https://files.slack.com/archives/${file.id}`,
    channels: [...file.channelIds],
    groups: [],
    ims: [],
    file_access: 'visible',
  };
}
