// What can be wrong with how a command was called.

export type UsageFault =
  | { readonly code: 'USAGE'; readonly detail: string }
  | { readonly code: 'PASSWORD_FILES_COUNT'; readonly keys: number; readonly files: number };
