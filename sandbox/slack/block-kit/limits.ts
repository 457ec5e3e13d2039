/** Limits of Slack messages, views and Block Kit; lengths are UTF-16 units, the stricter reading of "characters". */

// slack.md §3
/** Slack cuts the text of a message above this; the server truncates, the validator does not refuse. */
export const MESSAGE_TEXT_TRUNCATED_ABOVE = 40_000;
/** chat.update answers `msg_too_long` above this. */
export const CHAT_UPDATE_TEXT_MAX = 4_000;
export const MARKDOWN_TEXT_MAX = 12_000;
export const ATTACHMENTS_MAX = 100;

// slack.md "Not established": no published figure, so the sandbox takes a low one.
export const METADATA_BYTES_MAX = 8 * 1024;

// slack.md §4
export const MESSAGE_BLOCKS_MAX = 50;
export const VIEW_BLOCKS_MAX = 100;
export const VIEW_BYTES_MAX = 250 * 1024;
export const VIEW_TITLE_MAX = 24;
export const PRIVATE_METADATA_MAX = 3_000;
export const ID_MAX = 255;

export const TEXT_MAX = 3_000;
export const FIELDS_MAX = 10;
export const FIELD_TEXT_MAX = 2_000;
export const HEADER_TEXT_MAX = 150;
export const CONTEXT_ELEMENTS_MAX = 10;
export const ACTIONS_ELEMENTS_MAX = 25;
export const CONTEXT_ACTIONS_ELEMENTS_MAX = 5;
export const MARKDOWN_BLOCKS_TEXT_MAX = 12_000;
export const ALERT_TEXT_MAX = 200;

export const URL_MAX = 3_000;
export const ALT_TEXT_MAX = 2_000;
export const IMAGE_TITLE_MAX = 2_000;
export const INPUT_LABEL_MAX = 2_000;
export const PLACEHOLDER_MAX = 150;

export const BUTTON_TEXT_MAX = 75;
export const BUTTON_VALUE_MAX = 2_000;
export const ACCESSIBILITY_LABEL_MAX = 75;
export const CONFIRM_TITLE_MAX = 100;
export const CONFIRM_TEXT_MAX = 300;
export const CONFIRM_BUTTON_MAX = 30;

export const OPTION_TEXT_MAX = 75;
export const OPTION_VALUE_MAX = 75;
export const SELECT_OPTIONS_MAX = 100;
export const OPTION_GROUPS_MAX = 100;
export const OVERFLOW_OPTIONS_MAX = 5;
export const CHOICE_OPTIONS_MAX = 10;

export const INPUT_TEXT_MAX = 3_000;
export const INPUT_LINES_MAX = 100;
export const FILE_INPUT_FILES_MAX = 10;

export const TABLE_ROWS_MAX = 100;
export const TABLE_COLUMNS_MAX = 20;
export const TABLE_CHARACTERS_MAX = 10_000;
export const DATA_TABLE_ROWS_MIN = 2;
export const DATA_TABLE_ROWS_MAX = 101;
export const DATA_TABLE_PAGE_SIZE_MAX = 100;

export const CARD_TITLE_MAX = 150;
export const CARD_BODY_MAX = 200;
export const CAROUSEL_CARDS_MAX = 10;
export const CONTAINER_TITLE_MAX = 150;
export const CONTAINER_BLOCKS_MAX = 10;
export const CHARTS_PER_MESSAGE_MAX = 2;

// docs.slack.dev/reference/block-kit/blocks/data-visualization-block
export const CHART_TITLE_MAX = 50;
export const CHART_SERIES_MAX = 6;
export const CHART_CATEGORY_MAX = 20;
export const CHART_AXIS_LABEL_MAX = 50;

// @slack/types 3.2.0: "less than 200" and "less than 50"
export const VIDEO_TITLE_MAX = 199;
export const VIDEO_AUTHOR_MAX = 49;
