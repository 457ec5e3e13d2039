/** English only: staff read it (design §9). */
export const staff = {
  title: 'Attention',
  close: 'Close',
  heading: (partnerId: string, name: string) => `${partnerId} ${name}`,
  caps: (shown: {
    posts: number;
    postCap: number;
    content: number;
    contentCap: number;
    today: number;
    dayCap: number;
  }) =>
    `*This week* ${shown.posts} of ${shown.postCap} posts, ${shown.content} of ${shown.contentCap} content; *today* ${shown.today} of ${shown.dayCap}`,
  basis: (tier: string, zone: string) =>
    `Caps of tier ${tier}; weeks and days of ${zone}. P0, P1 and direct replies are free.`,
  posted: 'Posted this week',
  waiting: 'Waiting',
  dropped: 'Dropped this week',
  none: 'nothing',
  more: (count: number) => `… and ${count} more`,
  postedLine: (line: { what: string; priority: string; at: string; isFree: boolean }) =>
    `• ${line.priority} ${line.what}, ${line.at}${line.isFree ? ' (free)' : ''}`,
  waitingLine: (line: { what: string; priority: string; at: string; why: string }) =>
    `• ${line.priority} ${line.what}: ${line.why}, again ${line.at}`,
  droppedLine: (line: { what: string; priority: string; at: string; why: string }) =>
    `• ${line.priority} ${line.what}: ${line.why}, ${line.at}`,
  what: (message: string, key: string) => `\`${message}\` (${key})`,
  planned: 'planned for then',
  lowResponse: (shown: { partnerId: string; partnerName: string; asked: number; answered: number; days: number }) =>
    `*${shown.partnerName} (${shown.partnerId})* answered ${shown.answered} of ${shown.asked} questions in ${shown.days} days. Reduce or change the ritual? More reminders will not help.`,
  reasons: {
    quiet_hours: 'outside working hours',
    weekend: 'weekend',
    holiday: 'holiday',
    closed_period: 'closed period',
    spacing: 'too soon after the last post',
    day_cap: 'posts of the day used up',
    week_cap: 'posts of the week used up',
    content_cap: 'content post of the week used up',
    person_cap: 'somebody in it was mentioned often enough',
    higher_priority: 'something more important goes first',
    rate_limited: 'Slack asks us to wait',
    cap: 'suppressed (cap)',
    expired: 'came too late to be of use',
    muted: 'topic switched off by the partner',
    partner_status: 'partner status',
    wrong_audience: 'not everybody there may read it',
    withdrawn: 'withdrawn',
    root_not_sent: 'its thread was not posted',
    no_channel: 'no channel',
    dissolved: 'bundle made anew',
  } as Readonly<Record<string, string>>,
};
