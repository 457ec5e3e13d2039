import type { Json } from '../../slack/json.ts';
import { asList, isObject } from '../../slack/json.ts';
import type { Html } from './html.ts';
import { html, join } from './html.ts';

interface Point {
  label: string;
  value: number;
}

interface Series {
  name: string;
  values: readonly number[];
}

const width = 480;
const height = 200;
const edge = 28;

/** `data_visualization` as a picture with the same figures in a table behind it, for whoever cannot see it. */
export function renderChart(block: Json): Html {
  const chart = isObject(block['chart']) ? block['chart'] : {};
  const title = String(block['title'] ?? '');
  const isPie = chart['type'] === 'pie';
  const slices = pointsOf(chart['segments']);
  const categories = categoriesOf(chart);
  const series = seriesOf(chart, categories);
  const picture = isPie ? pie(slices) : plotted(String(chart['type']), categories, series);
  const names = isPie ? slices.map((slice) => `${slice.label} (${slice.value})`) : series.map((one) => one.name);
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${picture}</svg>
    <ul class="legend">
      ${names.map((name, index) => html`<li class="s${index % 6}">${name}</li>`)}
    </ul>
    <table class="for-readers">
      <tbody>
        ${
          isPie
            ? slices.map(
                (slice) =>
                  html`<tr>
                    <th scope="row">${slice.label}</th>
                    <td>${slice.value}</td>
                  </tr>`,
              )
            : series.map(
                (one) =>
                  html`<tr>
                    <th scope="row">${one.name}</th>
                    ${one.values.map((value) => html`<td>${value}</td>`)}
                  </tr>`,
              )
        }
      </tbody>
    </table>
  </figure>`;
}

function pointsOf(list: unknown): Point[] {
  return asList(list)
    .filter(isObject)
    .map((point) => ({ label: String(point['label']), value: Number(point['value']) }));
}

function categoriesOf(chart: Json): string[] {
  const axis = isObject(chart['axis_config']) ? chart['axis_config'] : {};
  return asList(axis['categories']).map(String);
}

function seriesOf(chart: Json, categories: readonly string[]): Series[] {
  return asList(chart['series'])
    .filter(isObject)
    .map((one) => {
      const byLabel = new Map(pointsOf(one['data']).map((point) => [point.label, point.value]));
      return { name: String(one['name']), values: categories.map((label) => byLabel.get(label) ?? 0) };
    });
}

function plotted(type: string, categories: readonly string[], series: readonly Series[]): Html {
  const all = series.flatMap((one) => one.values);
  const top = Math.max(1, ...all);
  const bottom = Math.min(0, ...all);
  const x = (index: number, parts: number): number => edge + (index * (width - 2 * edge)) / Math.max(1, parts);
  const y = (value: number): number => height - edge - ((value - bottom) * (height - 2 * edge)) / (top - bottom);
  const slot = (width - 2 * edge) / Math.max(1, categories.length);
  const middle = (index: number): number => x(index, categories.length) + slot / 2;
  const marks = series.map((one, nth) =>
    type === 'bar'
      ? join(one.values.map((value, index) => bar(x(index, categories.length), value, nth)))
      : path(type, one.values, nth),
  );
  function bar(left: number, value: number, nth: number): Html {
    const wide = (slot * 0.8) / series.length;
    const [from, to] = [y(Math.max(0, value)), y(Math.min(0, value))];
    return html`<rect
      class="s${nth % 6}"
      x="${left + slot * 0.1 + nth * wide}"
      y="${from}"
      width="${wide * 0.9}"
      height="${Math.max(1, to - from)}"
    />`;
  }
  function path(kind: string, values: readonly number[], nth: number): Html {
    const points = values.map((value, index) => `${middle(index)},${y(value)}`).join(' ');
    const area = `${middle(0)},${y(bottom)} ${points} ${middle(values.length - 1)},${y(bottom)}`;
    return html`${kind === 'area' ? html`<polygon class="area s${nth % 6}" points="${area}" />` : null}<polyline
        class="line s${nth % 6}"
        points="${points}"
      />`;
  }
  return html`<line class="axis" x1="${edge}" x2="${width - edge}" y1="${y(0)}" y2="${y(0)}" />
    <text class="label" x="2" y="${y(top) + 4}">${top}</text>${marks}${categories.map(
      (label, index) =>
        html`<text class="label" text-anchor="middle" x="${middle(index)}" y="${height - 8}">${label}</text>`,
    )}`;
}

function pie(slices: readonly Point[]): Html {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0) || 1;
  const [centerX, centerY, radius] = [width / 2, height / 2, height / 2 - 8];
  let before = 0;
  return join(
    slices.map((slice, nth) => {
      const share = slice.value / total;
      const [from, to] = [before, before + share].map((part) => part * 2 * Math.PI - Math.PI / 2) as [number, number];
      before += share;
      if (share > 0.999) return html`<circle class="s${nth % 6}" cx="${centerX}" cy="${centerY}" r="${radius}" />`;
      const at = (angle: number): string =>
        `${centerX + radius * Math.cos(angle)} ${centerY + radius * Math.sin(angle)}`;
      const large = share > 0.5 ? 1 : 0;
      return html`<path
        class="s${nth % 6}"
        d="M ${centerX} ${centerY} L ${at(from)} A ${radius} ${radius} 0 ${large} 1 ${at(to)} Z"
      />`;
    }),
  );
}
