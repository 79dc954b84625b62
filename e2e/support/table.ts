// Tables of which `npm test` asks a part: every row takes the same code, and `npm run test:unit` asks them all.
import { it } from 'vitest';
import { long } from './long.ts';

type Arguments<Row> = Row extends readonly unknown[] ? Row : [Row];

/**
 * A test for each row.
 * @param name with the row's members after a $, or its values after a %
 * @param every of so many rows one is asked by `npm test`, the first among them
 */
export function eachOfTable<Row extends object>(
  rows: readonly Row[],
  name: string,
  test: (...row: Arguments<Row>) => Promise<void>,
  every = 3,
): void {
  const asked = test as (...row: unknown[]) => Promise<void>;
  it.each(rows.filter((_, at) => at % every === 0))(name, asked);
  it.each(rows.filter((_, at) => at % every !== 0))(name, long, asked);
}
