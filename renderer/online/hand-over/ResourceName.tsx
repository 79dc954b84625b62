// A resource in a table: its name, and its type, which breaks between its words.
import { Fragment } from 'react';

interface ResourceNameProps {
  readonly name: string;
  readonly type: string;
}

export const ResourceName = ({ name, type }: ResourceNameProps) => (
  <>
    <span className="mono">{name}</span>
    <br />
    <span className="soft">
      {type.split(/(?<=[./])/u).map((part, at) => (
        <Fragment key={at}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  </>
);
