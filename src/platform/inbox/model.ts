import { Schema } from 'mongoose';
import { defineModel } from '../mongo.ts';

export type DeliveryKind = 'event' | 'action' | 'view' | 'view_closed' | 'command' | 'shortcut' | 'options' | 'other';

/**
 * received: stored, being worked on or to be taken up when its lease runs out · refused: answered with field errors, so
 * the same view may come again · done · failed: given up, kept for staff.
 */
export type DeliveryState = 'received' | 'refused' | 'done' | 'failed';

export interface DeliveryRow {
  _id: string;
  kind: DeliveryKind;
  state: DeliveryState;
  /** The payload as JSON; erased when done. */
  body: string | null;
  attempts: number;
  leaseUntil: Date;
  receivedAt: Date;
  endedAt: Date | null;
  reason: string | null;
}

const schema = new Schema<DeliveryRow>({
  _id: { type: String, required: true },
  kind: { type: String, required: true },
  state: { type: String, required: true },
  body: { type: String, default: null },
  attempts: { type: Number, required: true },
  leaseUntil: { type: Date, required: true },
  receivedAt: { type: Date, required: true },
  endedAt: { type: Date, default: null },
  reason: { type: String, default: null },
});
schema.index({ state: 1, leaseUntil: 1 }, { name: 'abandoned' });
schema.index({ state: 1, endedAt: 1 }, { name: 'ended' });

export const deliveryModel = defineModel<DeliveryRow>('inbox_deliveries', schema);

/** How far each channel has been read, to catch up after downtime. */
export interface ChannelCursor {
  _id: string;
  lastTs: string;
}

export const cursorModel = defineModel<ChannelCursor>(
  'channel_cursors',
  new Schema<ChannelCursor>({ _id: { type: String, required: true }, lastTs: { type: String, required: true } }),
);
