// What can be wrong with files and media. Names are shown as visible text; a path never carries a secret.

export type FilesFault =
  | { readonly code: 'FILE_NOT_FOUND'; readonly name: string }
  | { readonly code: 'FILE_NOT_A_FILE'; readonly name: string }
  /** A name in a list of files is, or has become, a link, or leads out of the folder that was listed. */
  | { readonly code: 'FILE_ELSEWHERE'; readonly name: string }
  /** The file is another than people were shown before they decided. */
  | { readonly code: 'FILE_CHANGED'; readonly name: string }
  /** The folder into which a file was to be written. */
  | { readonly code: 'FOLDER_NOT_FOUND'; readonly name: string }
  /** A name that some system does not keep as it is: Windows takes it for a device or a stream, or drops its end. */
  | {
      readonly code: 'FILE_NAME_UNPORTABLE';
      readonly name: string;
      readonly problem: 'device' | 'character' | 'end' | 'length';
    }
  | { readonly code: 'FILE_TOO_LARGE'; readonly name: string; readonly limit: number }
  | { readonly code: 'FILE_FORBIDDEN'; readonly name: string }
  | { readonly code: 'FILE_EXISTS'; readonly name: string }
  | { readonly code: 'FILE_READ_BACK_DIFFERS'; readonly name: string }
  | { readonly code: 'FILE_FAILED'; readonly name: string; readonly reason: string }
  | { readonly code: 'MEDIUM_LOST'; readonly name: string }
  | { readonly code: 'MEDIUM_FULL'; readonly name: string }
  | { readonly code: 'MEDIUM_READ_ONLY'; readonly name: string }
  /** What a command prints goes to a file on a full disk, or to a terminal that is gone. `reason` is the system's code. */
  | { readonly code: 'OUTPUT_LOST'; readonly reason: string };
