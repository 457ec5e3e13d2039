import { parse } from 'tldts';
import { documentationDomains, freeMailDomains, freeMailNames, shortenerDomains } from './domain-lists.ts';

export interface DomainRules {
  /** Accepts the reserved ending `.example`; for the sandbox only (domain §4.2 no. 3). */
  allowReservedDomains: boolean;
}

/** Why a website is no customer's; each has its words in the catalogue (domain §4.3). */
export type DomainProblem = 'not_a_domain' | 'free_mail' | 'url_shortener' | 'reserved_domain';

/** `host` is what the reader recognises, without markup; empty when nothing of the text is an address. */
export type DomainResult = { domain: string } | { problem: DomainProblem; host: string };

const longestInput = 2048;
const reservedEnding = 'example';

/**
 * The registrable domain of a website, link, Slack link or mail address: lower case, punycode, by the public suffix
 * list with its private part, so that two customers of one site builder are two (domain §4.2 no. 3).
 */
export function registrableDomainOf(text: string, rules: DomainRules): DomainResult {
  const host = hostOf(text);
  if (host === null) return { problem: 'not_a_domain', host: '' };
  const { domain, isIcann, isPrivate, publicSuffix, domainWithoutSuffix } = parse(host, { allowPrivateDomains: true });
  if (domain === null) return { problem: 'not_a_domain', host };
  if (freeMailDomains.has(domain) || (isIcann && freeMailNames.has(domainWithoutSuffix ?? ''))) {
    return { problem: 'free_mail', host };
  }
  if (shortenerDomains.has(domain)) return { problem: 'url_shortener', host };
  if (documentationDomains.has(domain)) return { problem: 'reserved_domain', host };
  if (publicSuffix === reservedEnding) {
    return rules.allowReservedDomains ? { domain } : { problem: 'reserved_domain', host };
  }
  return isIcann || isPrivate ? { domain } : { problem: 'not_a_domain', host };
}

/** The domain behind a mail address when it says who the customer is; null for mail providers and what is no address. */
export function companyDomainOf(email: string, rules: DomainRules): string | null {
  if (!email.includes('@')) return null;
  const found = registrableDomainOf(email.slice(email.lastIndexOf('@') + 1), rules);
  return 'domain' in found ? found.domain : null;
}

function hostOf(text: string): string | null {
  const bare = withoutLinkMarkup(text.trim());
  if (bare === '' || bare.length > longestInput || /[\s\p{Cc}\p{Bidi_C}]/u.test(bare)) return null;
  try {
    const { hostname } = new URL(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `http://${bare.replace(/^mailto:/i, '')}`,
    );
    return hostname.replace(/\.$/, '') || null;
  } catch {
    return null;
  }
}

/** `<https://acme.example|acme.example>` as Slack writes links in messages. */
function withoutLinkMarkup(text: string): string {
  return /^<([^<>|]*)(\|[^<>]*)?>$/.exec(text)?.[1] ?? text;
}
