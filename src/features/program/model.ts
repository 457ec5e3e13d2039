import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';
import type { SettingsVersion } from './schemas.ts';

// mongoose would leave out the empty tables of the settings.
const settingsVersionSchema = new Schema<SettingsVersion>(
  {
    version: { type: Number, required: true },
    settings: { type: Schema.Types.Mixed, required: true },
    changedBy: { type: String, required: true },
    changedAt: { type: Date, required: true },
    reason: { type: String, required: true },
  },
  { minimize: false },
);
settingsVersionSchema.index({ version: 1 }, { name: 'version_unique', unique: true });

export const settingsVersionModel = defineModel('program_settings', settingsVersionSchema);
