import type { Clock } from './clock.ts';
import type { HolidayPort } from './calendar/holidays.ts';
import type { EligibilityCheck } from './contributions/eligibility.ts';
import type { HomeSection } from './contributions/home.ts';
import type { HubButton } from './contributions/hub.ts';
import type { OnPartnerChange, PreviewPartnerChange } from './contributions/partner-change.ts';
import type { ResponseSource } from './contributions/response-rate.ts';
import type { StandingLine } from './contributions/standing.ts';
import type { OnTouchClosed } from './contributions/touch-closed.ts';
import type { TouchContent, TouchStepHandler } from './contributions/touch-content.ts';
import type { IdSource } from './ids.ts';
import type { Log } from './log-fields.ts';
import type { LineOf, MessageLedger, SlackReader } from './ports.ts';
import type { InOneWrite } from './write.ts';

/** What every feature may draw on, whatever the database library: no feature reaches for anything else. */
export interface CoreContext {
  clock: Clock;
  ids: IdSource;
  log: Log;
  holidays: HolidayPort;
  inOneWrite: InOneWrite;
  slack: SlackReader;
  ledger: MessageLedger;
  /** Assembled from all features, so only complete once the app is built: call it late. */
  contributed: {
    hubButtons(): readonly HubButton[];
    homeSections(): readonly HomeSection[];
    onPartnerChange(): readonly OnPartnerChange[];
    lineOf: LineOf;
    responseSources(): readonly ResponseSource[];
    eligibilityChecks(): readonly EligibilityCheck[];
    standing(): readonly StandingLine[];
    touchContent(): readonly TouchContent[];
    touchSteps(): readonly TouchStepHandler[];
    onTouchClosed(): readonly OnTouchClosed[];
    previewPartnerChange(): readonly PreviewPartnerChange[];
  };
}
