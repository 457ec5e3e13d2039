/** What code outside `blocks/` may know of Slack's surfaces: shapes to hand on, nothing to look into. */
export interface Block {
  readonly type: string;
}

/** A button or select inside an actions block, shaped in `blocks/`. */
export interface Element {
  readonly type: string;
}

/** A message as rendered at send time. `text` is the fallback and what screen readers say; never empty. */
export interface RenderedMessage {
  text: string;
  blocks: readonly Block[];
}

export interface ModalView {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly blocks: readonly Block[];
  readonly private_metadata?: string;
}

/** Field name (= block_id) → what stands in it: text, chosen value, date, or the chosen values; of files their ids. */
export type FormValues = Readonly<Record<string, string | readonly string[] | null>>;
