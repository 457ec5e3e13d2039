import { actorLabel } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import {
  changedMeanwhile,
  invalidSettings,
  isVersionTaken,
  nothingChanged,
  reasonMissing,
  versionUnknown,
} from './errors.ts';
import { defaultSettings, differences, patched, rights } from './rules.ts';
import type { SettingsPatch } from './rules.ts';
import { ProgramSettings } from './schemas.ts';
import type { SettingChange, SettingsVersion, VersionedSettings } from './schemas.ts';
import type { ProgramStore } from './store.ts';

export interface SettingsChangeResult {
  /** The version that holds after this call; in a dry run the one that would. */
  version: number;
  changes: readonly SettingChange[];
  applied: boolean;
}

export type ProgramService = ReturnType<typeof createProgramService>;

export function createProgramService(deps: { store: ProgramStore; inOneWrite: InOneWrite }) {
  const { store, inOneWrite } = deps;

  async function newest(write?: Write): Promise<VersionedSettings> {
    const stored = await store.findNewest(write);
    return stored ? { version: stored.version, settings: stored.settings } : { version: 0, settings: defaultSettings };
  }

  async function atVersion(version: number): Promise<ProgramSettings> {
    if (version === 0) return defaultSettings;
    const stored = await store.findVersion(version);
    if (!stored) throw versionUnknown(version);
    return stored.settings;
  }

  const versionsAfter = (version: number): Promise<readonly SettingsVersion[]> => store.listAfter(version);

  /** The settings as staff see them. Throws AppError(forbidden). */
  async function readSettings({ actor }: { actor: Actor }): Promise<VersionedSettings> {
    requireRight(rights, 'readSettings', actor);
    return newest();
  }

  /**
   * Lays `change` over the version `expectedVersion`; with `dryRun` only tells the difference (design §9). Throws
   * AppError: forbidden; invalid (program.invalid_settings, nothing_changed, reason_missing); conflict
   * (program.changed_meanwhile) when another version came in between.
   */
  async function changeSettings(order: {
    actor: Actor;
    change: SettingsPatch;
    reason: string;
    expectedVersion: number;
    dryRun: boolean;
  }): Promise<SettingsChangeResult> {
    requireRight(rights, 'changeSettings', order.actor);
    if (order.reason.trim() === '') throw reasonMissing();
    const planned = planChange(await newest(), order);
    if (order.dryRun) return { version: planned.version, changes: planned.changes, applied: false };
    try {
      return await inOneWrite((write) => apply(order, write));
    } catch (thrown) {
      if (!isVersionTaken(thrown)) throw thrown;
      throw changedMeanwhile(order.expectedVersion, (await newest()).version);
    }
  }

  async function apply(order: ChangeOrder & { actor: Actor; reason: string }, write: Write) {
    const { version, settings, changes } = planChange(await newest(write), order);
    const changedBy = actorLabel(order.actor);
    await store.insertVersion(
      { version, settings, changedBy, changedAt: write.at, reason: order.reason.trim() },
      write,
    );
    await write.audit({
      actor: order.actor,
      action: 'settings.changed',
      object: `program_settings/${version}`,
      partnerId: null,
      before: Object.fromEntries(changes.map((change) => [change.path, change.before])),
      after: Object.fromEntries(changes.map((change) => [change.path, change.after])),
      reason: order.reason.trim(),
    });
    return { version, changes, applied: true };
  }

  return { newest, atVersion, versionsAfter, readSettings, changeSettings };
}

interface ChangeOrder {
  change: SettingsPatch;
  expectedVersion: number;
}

function planChange(current: VersionedSettings, order: ChangeOrder): VersionedSettings & { changes: SettingChange[] } {
  if (current.version !== order.expectedVersion) throw changedMeanwhile(order.expectedVersion, current.version);
  const checked = ProgramSettings.safeParse(patched(current.settings, order.change));
  if (!checked.success) throw invalidSettings(checked.error);
  const changes = differences(current.settings, checked.data);
  if (changes.length === 0) throw nothingChanged();
  return { version: current.version + 1, settings: checked.data, changes };
}
