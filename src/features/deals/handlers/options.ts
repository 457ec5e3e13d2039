import type { Actor } from '#core/actor.ts';
import type { SlackReader } from '#core/ports.ts';
import type { FormValues } from '#core/surface.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { FormOptions, OwnerOption } from '../form-schemas.ts';
import { allowedTypes } from '../rules/registration-types.ts';

export interface OptionDeps {
  directory: DirectoryPublic;
  program: ProgramPublic;
  slack: Pick<SlackReader, 'person' | 'file' | 'hasScope'>;
}

/** What this person may choose from for one partner (domain §4.2). */
export async function formOptionsOf(deps: OptionDeps, actor: Actor, card: PartnerCard): Promise<FormOptions> {
  const types = allowedTypes(card);
  const [{ deals }, owners, distributors] = await Promise.all([
    deps.program.current(),
    ownersOf(deps, actor, card),
    types.includes('resale') ? deps.directory.listDistributors() : [],
  ]);
  return {
    partnerId: card.partnerId,
    types,
    products: card.products,
    country: card.countries[0] ?? null,
    currency: card.currency,
    owners,
    distributors: distributors
      .filter(({ partnerId }) => partnerId !== card.partnerId)
      .map(({ partnerId, displayName }) => ({ partnerId, name: displayName })),
    takesFiles: deps.slack.hasScope('files:read'),
    keptFiles: [],
    roeVersion: deals.roeVersion,
    allowReservedDomains: deals.allowReservedDomains,
  };
}

/** What stands in the form before anybody types: nothing that the person would have to take back often. */
export function prefilledOf(options: FormOptions): FormValues {
  return {
    registrationType: options.types[0] ?? null,
    customerCountry: options.country,
    currency: options.currency,
    amountType: 'first_year',
    source: 'partner_sourced',
    publicTender: 'no',
    dealOwner: options.owners[0]?.value ?? null,
    ...(options.products.length === 1 ? { products: [...options.products] } : {}),
  };
}

/** The submitter first (domain §4.2 no. 30), then the contacts that we know. */
async function ownersOf(deps: OptionDeps, actor: Actor, card: PartnerCard): Promise<readonly OwnerOption[]> {
  const contacts = await deps.directory.listContacts(card.partnerId);
  const me = actor.kind === 'partner' ? actor : null;
  const others = contacts.filter(({ contactId }) => contactId !== me?.contactId);
  const known = others.map(({ contactId, name, person }) => ({ value: contactId, name, person }));
  if (me !== null)
    return [{ value: 'me', name: me.name ?? (await nameOf(deps, me.person.userId)), person: me.person }, ...known];
  return known.length > 0 ? known : [{ value: 'partner', name: card.displayName, person: null }];
}

/** A colleague whom no file named has the name that Slack shows. */
async function nameOf({ slack }: Pick<OptionDeps, 'slack'>, userId: string): Promise<string> {
  try {
    return (await slack.person(userId)).name;
  } catch {
    return '';
  }
}
