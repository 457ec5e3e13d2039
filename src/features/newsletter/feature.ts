import { issueButtons, issueLines } from '#blocks/newsletter/lines.ts';
import { interestMessage, noteMessage } from '#blocks/newsletter/notes.ts';
import { errorTexts } from '#blocks/newsletter/texts.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { Reader } from '#core/interaction.ts';
import { standingLines } from '#core/standing.ts';
import type { FeatureContext } from '#features/context.ts';
import { createSweepIssues } from '#jobs/newsletter/sweep-issues.ts';
import { createHandlers } from './handlers.ts';
import { InterestParams, NoteParams } from './message-schemas.ts';
import { clickModel, issueModel } from './model.ts';
import { rights } from './rules.ts';
import { IssueContent } from './schemas.ts';
import { createNewsletterService } from './service.ts';
import { createNewsletterStore } from './store.ts';

/**
 * The quarterly newsletter of the emerging tier: marketing writes it in a form, somebody else approves it, partners get it
 * as the content of the touch `quarterly_newsletter`, each with its own standing and one button.
 * Promises: nothing goes out that was not approved as it is; no partner is named without its consent; a tap counts once.
 */
export function createFeature(ctx: FeatureContext): Feature {
  const { standing } = ctx.contributed;
  const service = createNewsletterService({ ...ctx, standing, store: createNewsletterStore(ctx.connection) });
  const issue: TouchContent = {
    name: 'newsletter.issue',
    touches: ['quarterly_newsletter'],
    order: 10,
    params: IssueContent,
    take: service.takeIssue,
    lines: (content: IssueContent, reader: Reader) =>
      issueLines(content, standingLines(standing(), content.own, reader), reader),
    buttons: (content: IssueContent, reader: Reader) => issueButtons(content, reader),
  };
  return {
    slug: 'newsletter',
    rights,
    ...createHandlers({ service }),
    jobs: [createSweepIssues({ service, log: ctx.log })],
    models: [issueModel, clickModel],
    messages: {
      note: messageKind(NoteParams, noteMessage),
      interest: messageKind(InterestParams, interestMessage),
    },
    touchContent: [issue],
    errorTexts,
  };
}
