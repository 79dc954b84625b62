// The code of a fault in a narrow place: it breaks between its words, never within one.
import { Fragment } from 'react';

export function Code({ code }: { readonly code: string }) {
  return (
    <span className="mono code">
      {code.split('_').map((word, at) => (
        // A code may have the same word twice: its place is what tells them apart.
        <Fragment key={at}>
          {at > 0 && (
            <>
              _<wbr />
            </>
          )}
          {word}
        </Fragment>
      ))}
    </span>
  );
}
