import { postMessage } from '#blocks/status-posts/post.ts';
import { errorTexts } from '#blocks/status-posts/texts.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import { standingLines } from '#core/standing.ts';
import type { FeatureContext } from '#features/context.ts';
import { createSweepChannels } from '#jobs/status-posts/sweep-channels.ts';
import { watchModel } from './model.ts';
import { rights } from './rules.ts';
import { PostParams } from './schemas.ts';
import { createStatusPostService } from './service.ts';
import { createWatchStore } from './store.ts';

/**
 * A short status for partners of every tier whose channel has heard nothing from us for three weeks, neither from the bot
 * nor from one of our people. Promises: no active partner goes 30 days without a word; while somebody writes, no post;
 * a silence that an outage made longer stands in the audit trail (`silence.exceeded`).
 */
export function createFeature(ctx: FeatureContext): Feature {
  const { standing } = ctx.contributed;
  const service = createStatusPostService({ ...ctx, standing, watches: createWatchStore(ctx.connection) });
  return {
    slug: 'status-posts',
    rights,
    jobs: [createSweepChannels({ service, log: ctx.log })],
    models: [watchModel],
    messages: {
      post: messageKind(PostParams, (params, reader) =>
        postMessage(params, standingLines(standing(), params.standing, reader), reader),
      ),
    },
    errorTexts,
    onOutcome: service.onOutcome,
    onPartnerChange: service.onPartnerChange,
    onChannelMessage: service.onChannelMessage,
  };
}
