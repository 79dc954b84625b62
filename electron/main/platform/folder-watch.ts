// Hears of changes in a folder and below it, as the system reports them.
import { type FSWatcher, watch } from 'node:fs';

/**
 * Watches a folder. It does not say what has changed: the listener looks.
 * @returns ends the watching
 */
export function watchFolder(path: string, changed: () => void): () => void {
  const watcher = watcherOf(path, changed);
  // The folder goes, or the system has no watchers left: people look by hand.
  watcher?.on('error', () => watcher.close());
  return () => {
    watcher?.close();
  };
}

function watcherOf(path: string, changed: () => void): FSWatcher | undefined {
  try {
    // It keeps no program from ending.
    return watch(path, { recursive: true, persistent: false }, changed);
  } catch {
    // As above. Opening the folder says what is wrong with it.
    return undefined;
  }
}
