import { z } from 'zod';
import { PlainDateText } from './schedule-schemas.ts';
import { TouchId } from './schemas.ts';

/** The next touch that asks a partner something. */
export const NextTouch = z.object({ touchId: TouchId, periodKey: z.string(), heldOn: PlainDateText });
export type NextTouch = z.infer<typeof NextTouch>;
