// Which printers hang on this machine's own cable: only those may print the papers of a ceremony.

/** What Electron tells of a printer. */
export interface SystemPrinter {
  readonly name: string;
  readonly displayName: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * CUPS (Linux, macOS) names the way to each printer. Only ways that are a cable count. Windows does not tell the way, and a queue
 * on `localhost` may lead anywhere: what is not known to be local is treated as if it were not.
 */
const cable = /^(?:usb|parallel|serial):|^hp:\/usb\//;

export function isLocalPrinter({ options }: SystemPrinter): boolean {
  const way = options['device-uri'];
  return typeof way === 'string' && cable.test(way);
}
