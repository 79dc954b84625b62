// One line of an answer: what it is, and its value, in columns.

const labelWidth = 16;

/** A longer label pushes its value to the right; an indented one belongs to the line above. */
export const row = (label: string, value: string | number): string => `${label.padEnd(labelWidth)} ${value}`;
