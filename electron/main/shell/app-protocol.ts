// Serves the screens over app://lifeboat/: the files that were there when the app was built, byte for byte, and nothing else.
import { equalBytes, sha256 } from '#core/encoding/bytes.ts';
import { whyOf } from '#shared/faults/fault.ts';
import { pageHeaders } from './content-policy.ts';

export const appScheme = 'app';
export const appOrigin = `${appScheme}://lifeboat`;

/** What the build says about one file of a screen. */
export interface BuiltFile {
  /** Lower-case hexadecimal SHA-256 of the file. */
  readonly sha256: string;
  readonly contentType: string;
}
/** From the path below app://lifeboat/ to the file; made by the build and compiled into main. */
export type BuiltFiles = Readonly<Record<string, BuiltFile>>;

/** How the scheme is registered: its own secure origin, without service workers, fetch or a way round the policy. */
export const appSchemePrivileges = {
  scheme: appScheme,
  privileges: { standard: true, secure: true },
} as const;

/** Whether a URL is inside an origin of ours. */
export function isOwnUrl(url: string, origin = appOrigin): boolean {
  return URL.canParse(url) && url.startsWith(`${origin}/`);
}

const refused = (status: number): Response => new Response('', { status, headers: pageHeaders('text/plain') });

/**
 * The handler behind app://. A path that the build did not list is answered 404, a file that no longer has the bytes it was
 * built with, or that cannot be read, 403: a changed screen is never shown.
 * @param refuse hears of such a file, because the window would stay empty without a word; `why` is `changed` or the system's code
 */
export function serveBuiltFiles(
  files: BuiltFiles,
  read: (path: string) => Promise<Uint8Array>,
  refuse: (name: string, why: string) => void,
  origin = appOrigin,
): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' || !isOwnUrl(url, origin)) return refused(404);
    const path = new URL(url).pathname.slice(1);
    const file = Object.hasOwn(files, path) ? files[path] : undefined;
    if (file === undefined) return refused(404);
    const found = await read(path).catch(whyOf);
    const bytes = typeof found === 'string' ? undefined : found;
    if (bytes !== undefined && equalBytes(sha256(bytes), Buffer.from(file.sha256, 'hex'))) {
      return new Response(Uint8Array.from(bytes), { headers: pageHeaders(file.contentType) });
    }
    refuse(path, typeof found === 'string' ? found : 'changed');
    return refused(403);
  };
}
