/** Words of the figures of registration (domain §4.13), for staff: English only (design §9). `bh`: business hours. */
export const figureTexts = {
  modalTitle: 'Figures',
  title: (label: string, partnerId: string | null) =>
    `*Deal registration, ${label}*${partnerId === null ? '' : ` · ${partnerId}`}`,
  asOf: (moment: string) => `As of ${moment}. Time in business hours of whoever decides. Examples do not count.`,
  none: '–',
  share: (percent: string, part: number, whole: number) => `${percent} % (${part} of ${whole})`,
  spread: (median: string, p90: string) => `median ${median} bh, p90 ${p90} bh`,
  aims: {
    always: 'all',
    decision: 'median ≤ 8 bh, p90 ≤ 16 bh',
    decidedInTime: '≥ 95 %',
    infoNeeded: '≤ 20 %',
    conflict: '≤ 10 %',
    approval: '70–90 %',
    conversion: '30–45 %',
    expiry: '≤ 15 %',
  },
  lines: {
    submitted: (count: number) => `• Registrations: *${count}*`,
    triaged: (share: string, aim: string) => `• Checked in time: *${share}*, aim ${aim}`,
    firstContact: (spread: string, share: string) => `• First human contact: *${spread}*; in time ${share}`,
    decision: (spread: string, aim: string) => `• Decision: *${spread}*, aim ${aim}`,
    decidedInTime: (share: string, aim: string) => `• Decided by the promised time: *${share}*, aim ${aim}`,
    infoNeeded: (share: string, aim: string) => `• With a question: *${share}*, aim ${aim}`,
    conflict: (share: string, aim: string) => `• With a conflict: *${share}*, aim ${aim}`,
    approval: (share: string, aim: string) => `• Approved of decided: *${share}*, aim ${aim}`,
    conversion: (share: string, aim: string) => `• Won of closed: *${share}*, aim ${aim}`,
    expiry: (share: string, aim: string) => `• Expired of approved: *${share}*, aim ${aim}`,
    daysToWin: (days: number | null) =>
      `• From registration to win: *${days === null ? '–' : `${days} days`}* (median)`,
    protected: (usd: string, without: number) =>
      `• Protected pipeline now: *${usd}*${without === 0 ? '' : `, and ${without} without a rate`}`,
  },
};
