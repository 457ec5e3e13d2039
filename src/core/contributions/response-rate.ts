/** How a partner answered what was asked of it in a period: questions that are closed, none that are still open. */
export interface ResponseCount {
  partnerId: string;
  asked: number;
  answered: number;
}

/** What a feature asked of partners from `since` up to `until` (domain §2.6, guard metrics); partners not asked are left out. */
export type ResponseSource = (since: Date, until: Date) => Promise<readonly ResponseCount[]>;
