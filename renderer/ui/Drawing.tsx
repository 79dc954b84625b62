// Small drawings of what people hold in their hands. The words beside them say the same; a screen reader reads those alone.

import { type DrawingName, drawings } from '#shared/map/drawings.ts';

export function Drawing({ name }: { readonly name: DrawingName }) {
  return (
    <svg className="drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
