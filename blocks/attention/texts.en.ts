import type { Weekday } from '#core/calendar/dates.ts';
import type { ErrorText } from '#core/language.ts';
import type { MutableTopic } from '#core/topics.ts';
import { staff } from './staff-texts.ts';

export interface Texts {
  week: {
    title: string;
    fallback: (count: number) => string;
    line: (text: string) => string;
    seeAll: (count: number) => string;
    close: string;
    empty: string;
  };
  preferences: {
    button: string;
    title: string;
    submit: string;
    close: string;
    intro: string;
    weekday: string;
    weekdayHint: string;
    time: string;
    timeHint: (zone: string) => string;
    noPreference: string;
    muted: string;
    mutedHint: string;
    saved: string;
    weekdays: Readonly<Record<Weekday, string>>;
    topics: Readonly<Record<MutableTopic, string>>;
  };
  staff: typeof staff;
  errors: Readonly<Record<string, ErrorText>>;
}

export const en: Texts = {
  week: {
    title: 'This week',
    fallback: (count) => `This week: ${count} things to look at`,
    line: (text) => `• ${text}`,
    seeAll: (count) => `See all ${count}`,
    close: 'Close',
    empty: 'Nothing of this is open any more.',
  },
  preferences: {
    button: 'Preferences',
    title: 'Preferences',
    submit: 'Save',
    close: 'Cancel',
    intro: 'When and about what we write to your company. Changes hold from the next message on.',
    weekday: 'Preferred weekday',
    weekdayHint: 'For what we plan ourselves, such as check-ins.',
    time: 'Preferred time',
    timeHint: (zone) => `In your time zone, ${zone}.`,
    noPreference: 'No preference',
    muted: 'Switch off',
    mutedHint: 'Decisions on your deals, contracts, payouts, security and check-ins always reach you.',
    saved: 'Saved. It holds from the next message on.',
    weekdays: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' },
    topics: {
      collateral: 'New collateral',
      incentives: 'Incentives and funds',
      celebrations: 'Celebrations',
      newsletter: 'Newsletter',
      p2p: 'Introductions to other partners',
    },
  },
  staff,
  errors: {
    not_found: () => 'Not found.',
    not_yours: () => 'You do not look after this partner. Ask its partner manager or partner ops.',
    admin_only: () => 'Nothing was changed: only an admin of your company can set preferences. Ask your admin, or us.',
    told_already: () => 'The partner manager was asked already.',
    nobody_to_tell: () => 'Nobody who looks after this partner is known in Slack.',
    usage: (params) => `Write \`${params['usage']}\`.`,
  },
};
