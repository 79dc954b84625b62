// The form of a ceremony id, for the contract and for the screen where it is typed.

/** Read aloud and typed: capitals, digits and hyphens, 4 to 40 characters. */
export const ceremonyIdPattern = /^[A-Z0-9](?:[A-Z0-9-]{2,38})[A-Z0-9]$/;
