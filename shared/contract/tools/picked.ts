// Files and folders that a person chooses in the system’s own dialog; their paths stay in main.
import { z } from 'zod';
import { call, event } from '../define.ts';
import { fileToken } from '../files.ts';

/** A file or folder that a person chose in the system's own dialog. Its path stays in main. */
export const pickedFile = z.strictObject({
  token: fileToken,
  /** Made harmless to look at. */
  name: z.string(),
});
export type PickedFile = z.output<typeof pickedFile>;
/** Null where the person turned back. */
const picked = pickedFile.nullable();

/** What a person chooses a file as; a token of one kind does not open another. The last four and `evidence` are folders. */
export const pickedKind = z.enum([
  'plan',
  'draft',
  'journal',
  'data',
  'evidence',
  'bundle',
  'restore-blob',
  'identity',
  'observation',
  'inventory',
  'certificate',
  'ceremony',
  'practice',
  'folder',
  'rehearsal',
]);
export type PickedKind = z.output<typeof pickedKind>;

export const pickCalls = {
  /** Opens the system's dialog. */
  pick: call(z.strictObject({ what: pickedKind }), picked),
  /** The same for several files at once; an empty list where the person turned back. */
  pickMany: call(z.strictObject({ what: z.enum(['bundle', 'journal', 'data']) }), z.array(pickedFile)),
  /** What people dropped on a chooser, which is named by its `slot`: the same as if they had chosen it there. */
  dropped: event(z.strictObject({ slot: z.string(), files: z.array(pickedFile) })),
};

/** From the preload script to main, and on no bridge: what was dropped on a chooser that takes files as `what`. */
export const dropContract = {
  drops: {
    take: call(
      z.strictObject({
        what: pickedKind,
        slot: z.string().max(40),
        paths: z.array(z.string().min(1).max(32_767)).min(1).max(100),
      }),
      z.null(),
    ),
  },
};
