// Which tests `npm test` leaves to `npm run test:unit`, because others beside them take the same code (decision 200).

/** On a test beside the code, and in the title of a spec. */
export const longTag = '@long';

/** Given to such a test between its name and what it does. */
export const long = { tags: longTag };
