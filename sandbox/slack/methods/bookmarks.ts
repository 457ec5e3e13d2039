import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Bookmark } from '../state.ts';
import type { SlackCore } from '../core.ts';
import type { Args } from './args.ts';
import type { MethodTable } from './method.ts';
import { joinedChannel } from './places.ts';

export const bookmarkMethods: MethodTable = {
  'bookmarks.add': {
    tier: 2,
    scopes: ['bookmarks:write'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel_id'));
      if (args.required('type') !== 'link') throw new Refusal('invalid_bookmark_type', 'bookmarks.add page');
      const link = args.text('link');
      if (!link || !URL.canParse(link)) throw new Refusal('invalid_link', 'bookmarks.add page');
      const bookmark: Bookmark = {
        id: core.state.nextId('Bk'),
        channelId: channel.id,
        title: args.required('title'),
        type: 'link',
        link,
        emoji: args.text('emoji') ?? '',
        createdAt: core.clock.now(),
      };
      core.state.bookmarks.push(bookmark);
      return { bookmark: bookmarkObject(bookmark) };
    },
  },
  'bookmarks.list': {
    tier: 3,
    scopes: ['bookmarks:read'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel_id'));
      const bookmarks = core.state.bookmarks.filter((bookmark) => bookmark.channelId === channel.id);
      return { bookmarks: bookmarks.map(bookmarkObject) };
    },
  },
  'bookmarks.edit': {
    tier: 2,
    scopes: ['bookmarks:write'],
    run(core, args) {
      const bookmark = findBookmark(core, args);
      bookmark.title = args.text('title') ?? bookmark.title;
      bookmark.link = args.text('link') ?? bookmark.link;
      bookmark.emoji = args.text('emoji') ?? bookmark.emoji;
      return { bookmark: bookmarkObject(bookmark) };
    },
  },
  'bookmarks.remove': {
    tier: 2,
    scopes: ['bookmarks:write'],
    run(core, args) {
      core.state.bookmarks.splice(core.state.bookmarks.indexOf(findBookmark(core, args)), 1);
      return {};
    },
  },
};

function findBookmark(core: SlackCore, args: Args): Bookmark {
  const channel = joinedChannel(core, args.required('channel_id'));
  const id = args.required('bookmark_id');
  const found = core.state.bookmarks.find((bookmark) => bookmark.id === id && bookmark.channelId === channel.id);
  if (!found) throw new Refusal('not_found', 'bookmarks pages');
  return found;
}

function bookmarkObject(bookmark: Bookmark): Json {
  const { id, channelId, title, type, link, emoji, createdAt } = bookmark;
  return { id, channel_id: channelId, title, type, link, emoji, date_created: Math.floor(createdAt.getTime() / 1000) };
}
