import { describe, expect, test } from 'vitest';
import { companyDomainOf, registrableDomainOf } from '#features/deals/matching/domains.ts';

const sandbox = { allowReservedDomains: true };
const production = { allowReservedDomains: false };

describe('the registrable domain', () => {
  test.each([
    ['https://www.Shop.Opalvale.co.uk/about?x=1', 'opalvale.co.uk'],
    ['opalvale.com', 'opalvale.com'],
    ['OPALVALE.COM.', 'opalvale.com'],
    ['http://user@opalvale.com:8080/', 'opalvale.com'],
    ['sales@opalvale.com', 'opalvale.com'],
    ['<https://opalvale.com|opalvale.com>', 'opalvale.com'],
    ['müller-mühle.de', 'xn--mller-mhle-9dbg.de'],
    ['XN--MLLER-MHLE-9DBG.de', 'xn--mller-mhle-9dbg.de'],
    ['ｏｐａｌｖａｌｅ.com', 'opalvale.com'],
    ['shop.opalvale.com.br', 'opalvale.com.br'],
    ['opalvale.github.io', 'opalvale.github.io'],
  ])('of %s is %s', (text, domain) => {
    expect(registrableDomainOf(text, production)).toEqual({ domain });
  });

  test.each([
    ['gmail.com', 'free_mail'],
    ['mail.yahoo.co.uk', 'free_mail'],
    ['buyer@web.de', 'free_mail'],
    ['https://bit.ly/abc', 'url_shortener'],
    ['www.example.com', 'reserved_domain'],
    ['example.org', 'reserved_domain'],
    ['opalvale.example', 'reserved_domain'],
    ['com', 'not_a_domain'],
    ['co.uk', 'not_a_domain'],
    ['github.io', 'not_a_domain'],
    ['opalvale', 'not_a_domain'],
    ['opalvale.notatld', 'not_a_domain'],
    ['192.168.0.1', 'not_a_domain'],
    ['http://[::1]/', 'not_a_domain'],
    ['opal vale.com', 'not_a_domain'],
    ['opalvale.com\u202Emoc.', 'not_a_domain'],
    ['', 'not_a_domain'],
    ['a'.repeat(10_000) + '.com', 'not_a_domain'],
    ['<!channel>', 'not_a_domain'],
  ])('is refused for %s: %s', (text, problem) => {
    expect(registrableDomainOf(text, production)).toMatchObject({ problem });
  });

  test('may end in .example where the programme allows reserved endings', () => {
    expect(registrableDomainOf('https://www.elmstone-clinics.example/', sandbox)).toEqual({
      domain: 'elmstone-clinics.example',
    });
    expect(registrableDomainOf('example', sandbox)).toMatchObject({ problem: 'not_a_domain' });
    expect(registrableDomainOf('example.com', sandbox)).toMatchObject({ problem: 'reserved_domain' });
  });

  test('keeps a look-alike apart from the domain it imitates', () => {
    expect(registrableDomainOf('оpalvale.com', production)).toEqual({ domain: 'xn--palvale-8ig.com' });
  });
});

test('a contact’s address says who the company is, unless it is a mail provider’s', () => {
  expect(companyDomainOf('eve@mail.opalvale.com', production)).toBe('opalvale.com');
  expect(companyDomainOf('eve@gmx.de', production)).toBeNull();
  expect(companyDomainOf('opalvale.com', production)).toBeNull();
});
