/** What staff read about evidence: English only (design §9). */
export const evidenceTexts = {
  title: '*Evidence*, the latest first',
  unnamed: 'a file in Slack',
  more: (count: number) => `… and ${count} more, in the registration’s thread`,
};
