// The lists of keys and of their versions, in pages.
import { type Answer, badParameter, ok } from './answers.ts';
import type { Call } from './call.ts';
import { attributesBody, findKey, tagsBody } from './key-bodies.ts';
import { needActivation } from './one-at-a-time.ts';

/** GET /keys: the current version of each, in pages. */
export function listKeys(call: Call): Answer {
  needActivation(call.hsm.state);
  return page(call, '/keys', call.hsm.state.content.keys, ({ name, versions }) => {
    const current = versions.at(-1);
    return {
      kid: `${call.origin}/keys/${name}`,
      ...(current ? { attributes: attributesBody(call, current), ...tagsBody(current) } : {}),
    };
  });
}

/** GET /keys/NAME/versions, in pages. */
export function listKeyVersions(call: Call): Answer {
  const key = findKey(call);
  return page(call, `/keys/${key.name}/versions`, key.versions, (version) => ({
    kid: `${call.origin}/keys/${key.name}/${version.version}`,
    attributes: attributesBody(call, version),
    ...tagsBody(version),
  }));
}

const greatestPage = 25;

/** A part of a list, and the address of the next one. */
export function page<T>(call: Call, path: string, items: readonly T[], write: (item: T) => unknown): Answer {
  const size = Number(call.query.get('maxresults') ?? greatestPage);
  const from = Number(call.query.get('$skiptoken') ?? 0);
  if (!(Number.isInteger(size) && size >= 1 && size <= greatestPage) || !(Number.isInteger(from) && from >= 0)) {
    throw badParameter(`maxresults is 1 to ${greatestPage}`);
  }
  const next = new URLSearchParams({
    'api-version': call.query.get('api-version') ?? '',
    maxresults: String(size),
    $skiptoken: String(from + size),
  });
  return ok({
    value: items.slice(from, from + size).map(write),
    nextLink: from + size < items.length ? `${call.origin}${path}?${next.toString()}` : null,
  });
}
