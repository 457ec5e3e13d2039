import type { PartnerActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { FileFacts, SlackReader } from '#core/ports.ts';
import type { FormValues } from '#core/surface.ts';
import { mostFilesInForm } from '../field-schemas.ts';
import type { Evidence, FieldProblem } from '../field-schemas.ts';
import type { FormOptions } from '../form-schemas.ts';

/** Anything else was forged. */
const fileId = /^F[A-Z0-9]{2,20}$/;

type Files = Pick<SlackReader, 'file'>;

export interface FilesRead {
  evidence: readonly Evidence[];
  problem: FieldProblem | null;
  /** Slack could not be asked about so many: they are left out, and the person is told. */
  unseenCount: number;
}

/** Chosen now, and kept from when the form stood here before. */
export function fileIdsOf(values: FormValues): readonly string[] {
  const ids = [...listOf(values['keptFiles']), ...listOf(values['evidenceFiles'])];
  return [...new Set(ids.filter((id) => fileId.test(id)))];
}

/**
 * Takes what this person has uploaded, by what Slack says of it (slack.md §6); another's file and none look the same.
 * Nothing waits for a Slack that does not answer.
 */
export async function readFiles(slack: Files, ids: readonly string[], { person }: PartnerActor): Promise<FilesRead> {
  const refused = (code: string, params = {}): FilesRead => ({
    evidence: [],
    problem: { field: 'evidence', input: 'evidenceFiles', code, params },
    unseenCount: 0,
  });
  if (ids.length > mostFilesInForm) return refused('files_too_many', { most: mostFilesInForm });
  const found = await Promise.all(ids.map((id) => lookUp(slack, id)));
  const seen = found.filter((file) => file !== 'unseen');
  if (seen.some((file) => file === null || file.userId !== person.userId)) return refused('file_not_found');
  const evidence = seen.flatMap((file) => (file === null ? [] : [fileEvidence(file)]));
  return { evidence, problem: null, unseenCount: found.length - seen.length };
}

/** The files of a message, whoever uploaded them: Slack says that it holds them, so one that it cannot tell of is kept. */
export async function filesOfMessage(slack: Files, ids: readonly string[]): Promise<readonly Evidence[]> {
  const found = await Promise.all(ids.map((id) => lookUp(slack, id)));
  return found.flatMap((file, n) => {
    if (file === 'unseen') return [{ kind: 'file' as const, ref: ids[n] ?? '' }];
    return file === null ? [] : [fileEvidence(file)];
  });
}

/** What the form calls the files that it kept; one that Slack does not show has no name. */
export async function keptFilesOf(slack: Files, ids: readonly string[]): Promise<FormOptions['keptFiles']> {
  const found = await Promise.all(ids.slice(0, mostFilesInForm).map((id) => lookUp(slack, id)));
  return found.map((file, n) => ({
    fileId: ids[n] ?? '',
    name: file === null || file === 'unseen' ? null : file.name,
  }));
}

async function lookUp(slack: Files, id: string): Promise<FileFacts | null | 'unseen'> {
  try {
    return await slack.file(id);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.kind === 'bug') throw thrown;
    return thrown.kind === 'missing' ? null : 'unseen';
  }
}

function fileEvidence({ fileId: ref, name, permalink }: FileFacts): Evidence {
  const isAddress = permalink?.startsWith('https://') === true;
  return { kind: 'file', ref, name, ...(isAddress ? { permalink } : {}) };
}

function listOf(value: FormValues[string] | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
