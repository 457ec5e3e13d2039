import type { SlackCore } from '../core.ts';
import type { Json } from '../json.ts';
import { checkView, withIds } from '../payload-checks.ts';
import { Refusal } from '../refusal.ts';
import { viewObject } from '../shapes/view.ts';
import { isStranger } from '../state.ts';
import { statefulElements } from '../view-store.ts';
import { invalidArguments, type Args } from './args.ts';
import { needScope, type MethodTable } from './method.ts';

export const viewMethods: MethodTable = {
  'views.open': {
    tier: 4,
    scopes: [],
    run(core, args) {
      const trigger = core.triggers.check(args.required('trigger_id'));
      const content = readView(core, args, 'modal');
      core.triggers.use(trigger);
      return { view: viewObject(core, core.views.open(trigger.userId, content)) };
    },
  },
  'views.push': {
    tier: 4,
    scopes: [],
    run(core, args) {
      const trigger = core.triggers.check(args.required('trigger_id'));
      const content = readView(core, args, 'modal');
      if (!core.views.current(trigger.userId)) throw new Refusal('not_found', 'views.push page');
      const view = core.views.push(trigger.userId, content);
      core.triggers.use(trigger);
      return { view: viewObject(core, view) };
    },
  },
  'views.update': {
    tier: 4,
    scopes: [],
    run(core, args) {
      const [viewId, externalId] = [args.text('view_id'), args.text('external_id')];
      if ((viewId === undefined) === (externalId === undefined)) {
        throw invalidArguments('exactly one of view_id and external_id is needed');
      }
      const found = viewId ? core.views.find(viewId) : core.views.findByExternalId(externalId ?? '');
      if (!found) throw new Refusal('not_found', '§2');
      const content = readView(core, args, found.type, found.id);
      return { view: viewObject(core, core.views.update(found, content, args.text('hash'))) };
    },
  },
  'views.publish': {
    tier: 4,
    scopes: [],
    run(core, args) {
      if (!core.manifest.homeTab) throw new Refusal('not_enabled', 'views.publish page');
      const user = core.state.users.get(args.required('user_id'));
      if (!user || user.deleted || isStranger(core.state, user)) throw invalidArguments('no such user: user_id');
      const content = readView(core, args, 'home');
      return { view: viewObject(core, core.views.publish(user.id, content, args.text('hash'))) };
    },
  },
};

function readView(core: SlackCore, args: Args, type: 'modal' | 'home', ownId?: string): Json {
  const view = args.object('view');
  if (!view) throw invalidArguments('missing required field: view');
  return acceptView(core, view, type, ownId);
}

/** Checks a view as views.open does and gives its blocks their ids; also for `response_action` views. */
export function acceptView(core: SlackCore, view: Json, type: 'modal' | 'home', ownId?: string): Json {
  checkView(view);
  if (view['type'] !== type) throw invalidArguments(`view.type must be ${type}`);
  const externalId = view['external_id'];
  if (typeof externalId === 'string' && externalId !== '') {
    const other = core.views.findByExternalId(externalId);
    if (other && other.id !== ownId) throw new Refusal('duplicate_external_id', '§2'); // unique per team
  }
  const content = withIds(view);
  if (statefulElements(content).some(([, element]) => element['type'] === 'file_input')) needScope(core, 'files:read'); // §4
  return content;
}
