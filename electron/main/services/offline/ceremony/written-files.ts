// Files on sticks, as the journal names them.
import type { WrittenFile } from '#shared/contract/files.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';

/** A file that was written, for the journal; `volume` is the name of its stick, or empty for a folder that is none. */
export const fileWritten = ({
  volume,
  name,
  sha256,
  bytes,
}: Omit<WrittenFile, 'readBack'>): EventOf<'file-written'> => ({
  kind: 'file-written',
  name: visibleText(volume === '' ? name : `${visibleText(volume, 40)}/${name}`, 120),
  sha256,
  bytes,
});

/** The files that a journal says were written. */
export const writtenFiles = ({ filesWritten }: Pick<JournalState, 'filesWritten'>): WrittenFile[] =>
  filesWritten.map(({ name, bytes, sha256 }) => {
    const at = name.indexOf('/');
    return { volume: at < 0 ? '' : name.slice(0, at), name: name.slice(at + 1), bytes, sha256, readBack: true };
  });
