import type { Check, Rule } from '../checks.ts';
import { finiteNumber, from, jsonItems, list, object, optional, required, text, variant, isJson } from '../checks.ts';
import { id } from '../composition.ts';
import * as limits from '../limits.ts';
import { problem } from '../problem.ts';

const upToSix = { max: limits.CHART_SERIES_MAX };
const point = object({ label: required(text()), value: required(finiteNumber) });

const axisConfig = object({
  categories: required(list(text({ max: limits.CHART_CATEGORY_MAX }))),
  x_label: optional(text({ max: limits.CHART_AXIS_LABEL_MAX })),
  y_label: optional(text({ max: limits.CHART_AXIS_LABEL_MAX })),
});

const pointsAreOnTheAxis: Rule = (chart, at, scope) => {
  const axis = isJson(chart['axis_config']) ? chart['axis_config']['categories'] : [];
  const categories: unknown[] = Array.isArray(axis) ? axis : [];
  return jsonItems(chart['series']).flatMap((series, seriesIndex) =>
    jsonItems(series['data']).flatMap((entry, index) =>
      categories.includes(entry['label'])
        ? []
        : [problem(scope, `${at}/series/${seriesIndex}/data/${index}/label`, 'must be one of the categories')],
    ),
  );
};

const plotted = object(
  {
    series: required(list(object({ name: required(text()), data: required(list(point)) }), upToSix)),
    axis_config: required(axisConfig),
  },
  pointsAreOnTheAxis,
);

const charts = {
  pie: object({ segments: required(list(point, upToSix)) }),
  bar: plotted,
  area: plotted,
  line: plotted,
};

export const chartTypes = Object.keys(charts);

export const chartBlocks: Record<string, Check> = {
  data_visualization: from(
    'slack.md §4, docs.slack.dev data-visualization-block',
    object({
      block_id: optional(id),
      title: required(text({ max: limits.CHART_TITLE_MAX })),
      chart: required(variant(charts)),
    }),
  ),
};
