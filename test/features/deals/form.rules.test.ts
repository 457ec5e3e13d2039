import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldErrors } from '#blocks/deals/form-texts.en.ts';
import { problemText } from '#blocks/deals/texts.ts';
import { languages } from '#core/language.ts';
import type { FormValues } from '#core/surface.ts';
import { DealDetails, registrationTypes } from '#features/deals/field-schemas.ts';
import { allFields, fieldsShown, formSteps, hasMore, isRequired } from '#features/deals/form-schemas.ts';
import { missingIn, readForm, stepOf } from '#features/deals/handlers/read-form.ts';
import { hostile, options } from './blocks-kit.ts';

const full: FormValues = {
  registrationType: 'resale',
  customerLegalName: ' Elmstone Clinics GmbH ',
  customerDomain: 'https://www.elmstone-clinics.example/about',
  customerCountry: 'DE',
  contactName: 'Dr. Ada',
  contactTitle: 'CIO',
  contactEmail: 'ada@elmstone-clinics.example',
  contactPhone: '0049 30 123-4567',
  products: ['Vault'],
  useCase: 'Keep patient records safe and at hand.',
  estimatedAmount: '48.000,50',
  currency: 'EUR',
  amountType: 'first_year',
  expectedCloseOn: '2027-01-15',
  stage: 'qualified',
  source: 'partner_sourced',
  interactionType: 'demo',
  interactionOn: '2026-11-10',
  publicTender: 'published',
  tenderPublishedOn: '2026-11-01',
  dealOwner: 'me',
  distributor: 'P-0002',
  helpNeeded: ['technical'],
  evidence: 'https://drive.example/minutes',
  evidenceNote: 'Met twice',
  consent: ['yes'],
};

describe('reading the form', () => {
  test('a full form is a whole registration', () => {
    const { details, problems } = readForm(full, options);
    expect(problems).toEqual([]);
    expect(DealDetails.parse(details)).toMatchObject({
      customerLegalName: 'Elmstone Clinics GmbH',
      customerDomain: 'elmstone-clinics.example',
      contactPhone: '+49301234567',
      estimatedAmount: { amountMinor: 4_800_050, currency: 'EUR' },
      publicTender: true,
      tenderPublishedOn: '2026-11-01',
      distributor: 'P-0002',
      dealOwner: { name: hostile, person: { teamId: 'T1', userId: 'U1' } },
      evidence: [
        { kind: 'link', ref: 'https://drive.example/minutes' },
        { kind: 'note', ref: 'Met twice' },
      ],
      consent: true,
    });
  });

  test('what the type has no use for is left out, whatever was typed before it changed', () => {
    const { details } = readForm({ ...full, registrationType: 'embedded', termMonths: '12' }, options);
    expect(details).toMatchObject({ distributor: null, publicTender: false, tenderPublishedOn: null, termMonths: 12 });
  });

  test.each([
    ['customerDomain', { customerDomain: 'ada@gmail.com' }, 'free_mail', 'gmail.com is a mail provider.'],
    ['customerDomain', { customerDomain: 'https://bit.ly/x' }, 'url_shortener', 'bit.ly is a short link.'],
    ['customerDomain', { customerDomain: 'no website' }, 'not_a_domain', 'such as acme.com'],
    ['estimatedAmount', { estimatedAmount: 'a lot' }, 'amount_not_a_number', 'Please enter a number'],
    ['estimatedAmount', { currency: 'XXL' }, 'invalid_value', 'does not fit'],
    ['termMonths', { termMonths: 'two years' }, 'whole_number', 'whole number'],
    ['termMonths', { termMonths: '99' }, 'invalid_value', 'does not fit'],
    ['contactPhone', { contactPhone: '030 1234' }, 'phone_format', 'country code'],
    ['stage', { stage: 'won' }, 'invalid_choice', 'one of the options'],
    ['dealOwner', { dealOwner: 'somebody' }, 'invalid_choice', 'one of the options'],
    ['distributor', { distributor: 'P-0001' }, 'invalid_choice', 'one of the options'],
    ['tenderPublishedOn', { tenderPublishedOn: null }, 'required', 'fill this in'],
    ['customerLegalName', { customerLegalName: 'x'.repeat(121) }, 'invalid_value', 'does not fit'],
  ])('%s that does not fit is named in words', (field, change, code, words) => {
    const { details, problems } = readForm({ ...full, ...change }, options);
    expect(problems).toEqual([expect.objectContaining({ field, code })]);
    expect(details).not.toHaveProperty(field);
    expect(problemText(problems[0]!, 'en')).toContain(words);
  });

  test('whatever a forged form brings is a registration in shape or a problem, never an accident', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.constant(hostile),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(fc.string({ maxLength: 10 }), { maxLength: 4 }),
    );
    const forged = fc.dictionary(fc.constantFrom(...allFields), value);
    fc.assert(
      fc.property(forged, (values) => {
        const { details } = readForm({ ...full, ...values }, options);
        expect(DealDetails.partial().safeParse(details).success).toBe(true);
      }),
      { numRuns: 80, seed: 5 },
    );
  });
});

describe('what is asked', () => {
  const nothing = () => false;

  test('a type asks only for what applies, and for few things before the optional ones', () => {
    for (const type of registrationTypes) {
      const asked = ([1, 2, 3] as const).flatMap((step) =>
        fieldsShown({ step, type, options, withOptional: false, filled: nothing }),
      );
      expect(asked.length).toBeLessThanOrEqual(24);
      expect(asked.filter((field) => isRequired(field, type)).length).toBeLessThanOrEqual(19);
    }
    const all = (type: 'referral' | 'resale') =>
      fieldsShown({ step: 2, type, options, withOptional: true, filled: nothing });
    expect(all('referral')).not.toContain('distributor');
    expect(all('resale')).toEqual([...formSteps[2]]);
  });

  test('what cannot be offered is not asked, and does not count as more to show', () => {
    const bare = { ...options, distributors: [], takesFiles: false };
    const shown = { type: 'resale', options: bare, filled: nothing } as const;
    expect(fieldsShown({ ...shown, step: 3, withOptional: true })).toEqual(['evidence', 'evidenceNote', 'consent']);
    const all = fieldsShown({ ...shown, step: 2, withOptional: true });
    expect([all.includes('distributor'), hasMore(all, { ...shown, step: 2 })]).toEqual([false, false]);
  });

  test('an optional field that holds something stays in sight', () => {
    const shown = { step: 1, type: 'resale', options, filled: (name: string) => name === 'division' } as const;
    const fields = fieldsShown({ ...shown, withOptional: false });
    expect(fields).toContain('division');
    expect(fields).not.toContain('customerCity');
    expect(hasMore(fields, shown)).toBe(true);
  });

  test('Next misses what the chosen type needs, and a website or a reason', () => {
    const values = { ...full, contactEmail: null, customerDomain: null };
    expect(missingIn(1, values, options).map(({ field }) => field)).toEqual(['contactEmail', 'customerDomain']);
    const referral = { ...values, registrationType: 'co_sell', noWebsiteReason: 'A farm' };
    expect(missingIn(1, referral, options)).toEqual([]);
    expect(missingIn(2, { ...full, currency: null }, options)).toEqual([
      { field: 'estimatedAmount', code: 'required' },
    ]);
  });

  test('every field has its step, and every problem words in both languages', () => {
    expect(stepOf('customerDomain')).toBe(1);
    expect(stepOf('estimatedAmount')).toBe(2);
    expect(stepOf('evidence')).toBe(3);
    for (const language of languages) {
      for (const code of Object.keys(fieldErrors)) {
        const [field, own] = code.includes('.') ? code.split('.') : ['useCase', code];
        const text = problemText(
          { field: field as 'useCase', code: own ?? '', params: { host: 'a', days: 3 } },
          language,
        );
        expect(text.length).toBeGreaterThan(10);
      }
    }
  });
});
