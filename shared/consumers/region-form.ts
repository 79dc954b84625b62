// How people spell a region of Azure. Pages read it: it is in a file without schemas, whose library the policy of pages forbids to start.

/** `North Europe`, `northeurope`. */
export const regionForm = /^[A-Za-z0-9 ]{1,40}$/;
