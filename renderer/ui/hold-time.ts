/** How long a button is held that cannot be undone, in milliseconds: as long as it takes to read it once more. The same as in components.css. */
export const holdMs = 1500;
