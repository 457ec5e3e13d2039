import { badValue } from './errors.ts';
import { transformStage } from './stages/transforms.ts';
import { keepId } from './update.ts';
import { identicalValues } from './order.ts';
import type { UpdateContext } from './update-paths.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** Stages that MongoDB allows in an update with a pipeline. */
export const UPDATE_STAGES: readonly string[] = [
  '$set',
  '$addFields',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
];

export function compilePipelineUpdate(stages: unknown[]): (doc: Doc, context: UpdateContext) => Doc {
  const transforms = stages.map((stage) => {
    const [name = '', ...others] = isDoc(stage) ? Object.keys(stage) : [];
    if (others.length > 0 || !UPDATE_STAGES.includes(name)) {
      throw badValue(`${name} is not allowed to be used within an update`);
    }
    return transformStage(name, (stage as Doc)[name], {})!;
  });
  return (doc, context) => {
    const next = transforms.reduce((current, transform) => transform(current), doc);
    const withId = next['_id'] !== undefined || doc['_id'] === undefined ? next : { _id: doc['_id'], ...next };
    if (!context.inserting) keepId(doc['_id'], withId['_id']);
    return identicalValues(doc, withId) ? doc : withId;
  };
}
