// A table: its caption, its head, and the rows of its caller.
import type { ReactNode } from 'react';

interface TableProps {
  /** Its name, for those who hear the screen. */
  readonly caption?: string;
  /** For a table that may be wider than the page: the name of the part of the page that scrolls. */
  readonly region?: string;
  /** Titles of the columns; one without a title is empty. */
  readonly columns: readonly string[];
  /** Its rows. */
  readonly children: ReactNode;
}

export function Table({ caption, region, columns, children }: TableProps) {
  const table = (
    <table className="table">
      {caption !== undefined && <caption className="visually-hidden">{caption}</caption>}
      <thead>
        <tr>
          {columns.map((title, at) =>
            title === '' ? (
              <td key={at} />
            ) : (
              <th key={at} scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  if (region === undefined) return table;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={region}>
      {table}
    </div>
  );
}
