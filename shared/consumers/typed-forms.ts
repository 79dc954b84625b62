// What people type about a map of consumers. Pages read it: it is in a file without schemas, whose library the policy of pages forbids to start.

/** A region: `North Europe`, `northeurope`. */
export const regionForm = /^[A-Za-z0-9 ]{1,40}$/;

/** A management group by its name, as Azure's specification limits it. */
export const managementGroupForm = /^[A-Za-z0-9_().-]{1,90}$/;
