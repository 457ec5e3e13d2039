import { Visitor } from 'oxc-parser';
import { exportsOf, isNamed, textOf, valueOf } from '../nodes.ts';
import { placeOf } from '../places.ts';
import type { SourceFile, Violations } from '../tree.ts';

const verbObject = /^[a-z]+-[a-z0-9]+(-[a-z0-9]+)*$/;

interface JobDefinition {
  name: string | null;
  recurring: boolean;
}

/**
 * One file per job (design.md §2, §4): jobs/<slug>/<verb>-<object>.ts defines the job `<slug>.<verb>-<object>`, recurring
 * ones start with `sweep-`, and each says in a docstring when it runs and why it is safe to repeat.
 */
export function checkJobs(files: readonly SourceFile[]): Violations {
  return files
    .filter((file) => file.path.startsWith('jobs/'))
    .flatMap((file) => {
      const jobs = jobsOf(file);
      const job = jobs[0];
      if (job === undefined || jobs.length > 1) return [`${file.path}: defines ${jobs.length} jobs instead of one`];
      const problems = [...nameProblems(file.path, job)];
      if (!hasDocstring(file)) problems.push('lacks a docstring: when it runs, why it is safe to repeat');
      return problems.map((problem) => `${file.path}: ${problem}`);
    });
}

/** Jobs that a file defines with `defineJob`. */
export function jobsOf(file: SourceFile): readonly JobDefinition[] {
  const found: JobDefinition[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [first] }) => {
      if (!isNamed(callee, 'defineJob') || first?.type !== 'ObjectExpression') return;
      const name = valueOf(first.properties, 'name');
      const every = valueOf(first.properties, 'everyMs');
      const never = every?.type === 'Literal' && every.value === null;
      found.push({ name: name ? textOf(name) : null, recurring: !never });
    },
  }).visit(file.program);
  return found;
}

function nameProblems(path: string, { name, recurring }: JobDefinition): readonly string[] {
  if (name === null) return ['the job has no plain name'];
  const { slug = '' } = placeOf(path);
  const file = path.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
  const problems: string[] = [];
  if (name !== `${slug}.${file}`) problems.push(`job ${name} should be ${slug}.${file} by its file`);
  if (!verbObject.test(file)) problems.push(`${file} is no <verb>-<object>`);
  if (recurring !== file.startsWith('sweep-')) {
    problems.push(recurring ? 'a recurring job is called sweep-…' : 'only recurring jobs are called sweep-…');
  }
  return problems;
}

/** A comment of some substance right before what the file exports. */
function hasDocstring(file: SourceFile): boolean {
  return exportsOf(file.program).some(({ start }) =>
    file.comments.some(
      (comment) =>
        comment.type === 'Block' &&
        comment.value.length >= 40 &&
        comment.end <= start &&
        file.text.slice(comment.end, start).trim() === '',
    ),
  );
}
