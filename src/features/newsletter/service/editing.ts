import { namesAnother } from '#core/foreign-names.ts';
import type { CallForm, ItemForm } from '../form-schemas.ts';
import { isFull, namesAPartner, notFound, tooLong, winPartnerUnknown } from '../errors.ts';
import { charactersTooMany, readText, withItem } from '../rules/issue.ts';
import { mostItems } from '../schemas.ts';
import type { Call, Issue, Item } from '../schemas.ts';
import type { Changing, ChangeRequest } from './changing.ts';
import { staffIdOf } from './context.ts';
import type { NewsletterDeps } from './context.ts';

/** The words of an issue; each verb throws what `createChanging` does, and AppError(invalid) with the form's field. */
export function createEditing(deps: NewsletterDeps, change: Changing) {
  const { directory } = deps;
  const edited = { right: 'editIssue', event: 'edit', action: 'newsletter_issue.edited' } as const;

  return {
    /** Adds an item (`itemId` null) or changes one; `position` says where it stands, from 1. */
    saveItem(request: ChangeRequest & { itemId: string | null; form: ItemForm }): Promise<Issue> {
      const { actor, itemId, form } = request;
      const words = wordsOf(form, staffIdOf(actor) ?? '');
      return change(request, {
        ...edited,
        async edit({ items }) {
          if (itemId !== null && !items.some((item) => item.itemId === itemId)) throw notFound();
          if (itemId === null && items.length >= mostItems) throw isFull();
          await requireConsent(words);
          const next = withItem(items, { itemId: itemId ?? deps.ids.opaque(), ...words }, form.position);
          const tooMany = charactersTooMany(next);
          if (tooMany > 0) throw tooLong(tooMany);
          return { items: next };
        },
        isDone: ({ items }) =>
          items.some(({ itemId: known, ...stored }, n) => {
            const isIt = itemId === null || (itemId === known && n + 1 === form.position);
            return isIt && isSame(stored, words);
          }),
      });
    },

    removeItem(request: ChangeRequest & { itemId: string }): Promise<Issue> {
      const others = (items: readonly Item[]): Item[] => items.filter(({ itemId }) => itemId !== request.itemId);
      return change(request, {
        ...edited,
        edit({ items }) {
          if (others(items).length === items.length) throw notFound();
          return Promise.resolve({ items: others(items) });
        },
        isDone: ({ items }) => others(items).length === items.length,
      });
    },

    /** The one button; without words there is none. */
    saveCall(request: ChangeRequest & { form: CallForm }): Promise<Issue> {
      const { en, de, url } = request.form;
      const call: Call | null = en === null ? null : { en, de, url };
      return change(request, {
        ...edited,
        async edit() {
          if (call !== null && namesAnother(readText(call), await directory.listForeignNames(null))) {
            throw namesAPartner();
          }
          return { call };
        },
        isDone: (issue) => isSame(issue.call, call),
      });
    },

    requireConsent,
  };

  /** No partner reads of another one, but of a win whose partner agreed (domain §2.3, §12.6); fails closed. */
  async function requireConsent(item: Omit<Item, 'itemId'>): Promise<void> {
    const partnerId = item.win?.partnerId ?? null;
    if (partnerId !== null && (await directory.findPartner(partnerId)) === null) throw winPartnerUnknown(partnerId);
    if (namesAnother(readText(item), await directory.listForeignNames(partnerId))) throw namesAPartner();
  }
}

export type Editing = ReturnType<typeof createEditing>;

/** Consent stands with the item that it was given for, with who says so. */
function wordsOf({ kind, en, de, url, winPartnerId, consent }: ItemForm, agreedBy: string): Omit<Item, 'itemId'> {
  const isWin = kind === 'joint_win' && winPartnerId !== null && consent;
  return { kind, en, de, url, win: isWin ? { partnerId: winPartnerId, agreedBy } : null };
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
