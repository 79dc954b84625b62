// Curves of milliseconds over a size, each chart with axes that begin at zero: a straight line then is linear growth.
import { box, line, picture, sea, soft, text, warn } from './svg.ts';

export interface Curve {
  readonly name: string;
  /** Size and milliseconds. */
  readonly points: readonly (readonly [size: number, ms: number])[];
}

export interface Chart {
  readonly title: string;
  /** What the sizes are. */
  readonly x: string;
  readonly curves: readonly Curve[];
}

const wide = 480;
const high = 250;
const gap = 90;
const colours = [sea, warn];
const dashes = ['', '6 4'];

/** Two charts in a row. */
export function drawCharts(title: string, charts: readonly Chart[]): string {
  const rows = Math.ceil(charts.length / 2);
  const parts = charts.map((chart, at) =>
    drawChart(chart, 80 + (at % 2) * (wide + gap), 70 + Math.floor(at / 2) * (high + gap)),
  );
  return picture(2 * (wide + gap) + 30, 60 + rows * (high + gap), title, [
    text(20, 34, title, { size: 20, weight: 700 }),
    ...parts,
  ]);
}

function drawChart({ title, x, curves }: Chart, left: number, top: number): string {
  const all = curves.flatMap(({ points }) => points);
  const [lastX, lastY] = [
    nextRound(Math.max(...all.map(([size]) => size))),
    nextRound(Math.max(...all.map(([, ms]) => ms))),
  ];
  const atX = (size: number): number => round(left + (size / lastX) * wide);
  const atY = (ms: number): number => round(top + high - (ms / lastY) * high);
  const parts = [
    text(left, top - 12, title, { weight: 700 }),
    box({ x: left, y: top, width: wide, height: high }, '#ffffff'),
  ];
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const [tickX, tickY] = [atX(part * lastX), atY(part * lastY)];
    parts.push(`<path d="M${left} ${tickY}H${left + wide}" stroke="${line}" stroke-opacity="0.35"/>`);
    parts.push(text(left - 8, tickY + 4, figure(part * lastY), { size: 11.5, fill: soft, anchor: 'end' }));
    parts.push(text(tickX, top + high + 18, figure(part * lastX), { size: 11.5, fill: soft, anchor: 'middle' }));
  }
  parts.push(text(left - 44, top - 12, 'ms', { size: 11.5, fill: soft }));
  parts.push(text(left + wide, top + high + 36, x, { size: 11.5, fill: soft, anchor: 'end' }));
  for (const [n, { name, points }] of curves.entries()) {
    const colour = colours[n % colours.length] ?? sea;
    const dash = dashes[n % dashes.length] ?? '';
    const path = points.map(([size, ms], i) => `${i === 0 ? 'M' : 'L'}${atX(size)} ${atY(ms)}`).join(' ');
    parts.push(`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`);
    for (const [size, ms] of points) parts.push(`<circle cx="${atX(size)}" cy="${atY(ms)}" r="4" fill="${colour}"/>`);
    parts.push(
      `<path d="M${left + 16} ${top + 18 + n * 20}h28" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
    );
    parts.push(text(left + 52, top + 22 + n * 20, name, { size: 12.5 }));
  }
  return parts.join('\n');
}

const round = (value: number): number => Number(value.toFixed(1));
const figure = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en-GB');

/** The next of 1, 1.2, 1.6, 2, 2.4, 4, 6, 8, 10 times a power of ten: its quarters read well. */
function nextRound(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8].find((each) => each * power >= value) ?? 10;
  return step * power;
}
