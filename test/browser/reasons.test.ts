import { expect, test } from 'vitest';
import { staff } from '#blocks/attention/staff-texts.ts';
import { reasonInWords, reasonWords } from '#sandbox/web/page/reasons.ts';

test('every reason that staff read about waiting and dropped messages has its words in the playground, and no other', () => {
  expect(Object.keys(reasonWords).toSorted()).toEqual(Object.keys(staff.reasons).toSorted());
});

test('what Slack says of a failed send stands in a sentence', () => {
  expect(reasonInWords('lookup:http_503')).toBe('whether it stands in Slack could not be looked up (http_503)');
  expect(reasonInWords('is_archived')).toBe('Slack’s answer to a try: is_archived');
});
