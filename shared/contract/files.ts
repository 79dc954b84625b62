// Files as screens know them, in both apps: by a token, by name, size and hash, never by path.
import { z } from 'zod';
import { sha256Hex } from '../schemas/atoms.ts';

/** 128 random bits in base64url, so that none can be guessed or made up from a path. */
export const token = (): z.ZodString => z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** Stands for a file that main knows. */
export const fileToken = token();

export const writtenFile = z.strictObject({
  volume: z.string(),
  name: z.string(),
  bytes: z.int(),
  sha256: sha256Hex,
  /** Read again from the medium after writing, byte by byte the same. */
  readBack: z.boolean(),
});
export type WrittenFile = z.output<typeof writtenFile>;
