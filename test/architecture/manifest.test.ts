import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { httpForm } from '../../tools/manifest.ts';
import { checkForm, checkManifest } from './rules/manifest.ts';
import type { Manifest } from './rules/manifest.ts';
import { readTree, treeOf } from './tree.ts';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as Manifest;
/** Slack's published schema, version 2 (stack.md). */
const schema = JSON.parse(readFileSync('test/kit/manifest.schema.json', 'utf8')) as object;
const isValid = new Ajv({ strict: false, formats: { uri: true } }).compile(schema);

function planted(change: (copy: { [Key in keyof Manifest]: Manifest[Key] }) => void): Manifest {
  const copy = structuredClone(manifest);
  change(copy);
  return copy;
}

describe('manifest.json', () => {
  test('is what Slack takes, in both forms', () => {
    expect(isValid(manifest)).toBe(true);
    expect(isValid(httpForm(manifest, 'https://drumbeat.example'))).toBe(true);
  });

  test('with a key that Slack does not know is not', () => {
    expect(isValid({ ...manifest, feature: {} })).toBe(false);
    expect(isValid({ ...manifest, display_information: { name: 'x'.repeat(36) } })).toBe(false);
  });

  test('asks for what we have a reason for and the code listens to', () => {
    expect(checkManifest(manifest, readTree('.'))).toEqual([]);
  });

  test('says where to send requests in the HTTP form only', () => {
    expect(checkForm(manifest)).toEqual([]);
    expect(checkForm(httpForm(manifest, 'https://drumbeat.example'))).toEqual([]);
    const halves = planted((copy) => (copy.settings = { ...copy.settings, socket_mode_enabled: false }));
    expect(checkForm(halves)).toHaveLength(3);
  });

  test.each([
    [
      'a scope without a reason',
      (copy: Manifest) => ({
        ...copy,
        oauth_config: { scopes: { bot: [...copy.oauth_config.scopes.bot, 'files:write'] } },
      }),
    ],
    [
      'a scope that is missing',
      (copy: Manifest) => ({ ...copy, oauth_config: { scopes: { bot: copy.oauth_config.scopes.bot.slice(1) } } }),
    ],
    [
      'a user scope',
      (copy: Manifest) => ({
        ...copy,
        oauth_config: { scopes: { ...copy.oauth_config.scopes, user: ['chat:write'] } },
      }),
    ],
    [
      'a command that does not escape',
      (copy: Manifest) => ({ ...copy, features: { slash_commands: [{ command: '/partner' }] } }),
    ],
    [
      'an event without a reason',
      (copy: Manifest) => ({
        ...copy,
        settings: {
          ...copy.settings,
          event_subscriptions: {
            bot_events: [...(copy.settings.event_subscriptions?.bot_events ?? []), 'file_shared'],
          },
        },
      }),
    ],
  ])('%s is found', (_name, change) => {
    expect(checkManifest(change(manifest), [])).toHaveLength(1);
  });

  test.each([
    ['an event that is handled but not subscribed', "bolt.event('reaction_added', listener);"],
    ['a command that is handled but not declared', "bolt.command('/deal', listener);"],
  ])('%s is found', (_name, text) => {
    expect(checkManifest(manifest, treeOf({ 'src/platform/slack-app.ts': text }))).toHaveLength(1);
  });

  test('an event of the event table that is not subscribed is found', () => {
    const table = treeOf({ 'src/platform/events.ts': "switch (event.type) { case 'team_join': break; }" });
    expect(checkManifest(manifest, table)).toHaveLength(1);
  });

  test('a plain address is refused', () => {
    expect(() => httpForm(manifest, 'http://drumbeat.example')).toThrow(RangeError);
    expect(() => httpForm(manifest, 'drumbeat')).toThrow(RangeError);
  });
});
