// What a custodian does with their hands, drawn: the laptop, its port, and their own stick. The words beside it say the same.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';

type Picture = NonNullable<ConfirmationSheet['picture']>;

/** On a sheet of 320 by 160; the port is at the laptop's right edge, where the stick's plug ends when it is in. */
const laptop = 'M40 24h130v84H40zM22 128h166l-18-20H40zM170 62h8v16h-8';
const stick = 'M20 -17h62v34H20zM0 -9h20v18H0zM6 -4v3M6 2v3';
const arrows = { insert: 'M262 34h-46M228 22l-12 12 12 12', out: 'M216 34h46M250 22l12 12-12 12' } as const;
const screens = {
  insert: '',
  key: 'M78 66h54M78 80h54v-28H78z',
  wait: 'M105 50a16 16 0 1 0 16 16',
  out: 'M88 66l12 12 24-26',
  done: 'M88 66l12 12 24-26',
} as const;
/** How far the stick is from the port. */
const away = { insert: 34, key: 0, wait: 0, out: 34, done: undefined } as const;

/** One pen, in the colour of the text: it is as clear in high contrast and in the dark. */
export function drawingOf({ name, stick: label }: Picture): SVGElement {
  const drawing = svg('svg', { class: 'turn-drawing', viewBox: '0 0 320 160', 'aria-hidden': 'true' });
  drawing.append(svg('path', { d: laptop + screens[name] }));
  const distance = away[name];
  if (distance !== undefined) {
    const at = 170 + distance;
    const text = svg('text', { x: `${at + 51}`, y: '75', 'text-anchor': 'middle' });
    text.textContent = label.length > 8 ? `${label.slice(0, 7)}…` : label;
    drawing.append(svg('path', { d: stick, transform: `translate(${at} 70)` }), text);
  }
  if (name === 'insert' || name === 'out') drawing.append(svg('path', { d: arrows[name] }));
  return drawing;
}

function svg(tag: 'svg' | 'path' | 'text', attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
