// The few shapes that our pictures are drawn with. Colours are those of print, so that a picture reads the same on paper and on a screen.

export const ink = '#1c2630';
export const soft = '#4b5763';
export const line = '#857d6d';
export const sea = '#0b5563';
export const wash = '#e2eeef';
export const paper = '#fffdf9';
export const warn = '#7d4a00';
export const warnWash = '#fbedd2';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

export interface TextStyle {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly mono?: boolean;
}

export function text(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { size = 13, weight = 400, fill = ink, anchor = 'start', mono = false } = style;
  const family = mono ? 'ui-monospace, monospace' : 'system-ui, sans-serif';
  return `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function box({ x, y, width, height }: Box, fill = paper, stroke = line, dash = ''): string {
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${fill}" stroke="${stroke}"${dashed}/>`;
}

/** A line through the points, with a head at its end. */
export function arrow(points: readonly (readonly [number, number])[], stroke = soft): string {
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="1.5" marker-end="url(#head)"/>`;
}

/** The whole picture. `title` is what a screen reader says of it. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  const head = `<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="${soft}"/></marker>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<defs>${head}</defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
