// The fuses of the packed programs, as the tool that sets them takes them.
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { fuses } from '#shell/fuses.ts';

const wire = Object.fromEntries(fuses.map(({ name, isOn }) => [FuseV1Options[name], isOn])) as Record<
  FuseV1Options,
  boolean
>;

/** Refuses a program with a fuse that this list does not know. */
export const fuseConfig = { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wire } as const;
