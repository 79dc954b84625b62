// Containers of the practice storage and what is in them: list, make, look at.
import { type Answer, ServiceRefusal } from '../answers.ts';
import type { StoredBlob } from '../backup-storage.ts';
import { azureActions, azureDataActions } from '../control-plane/azure-roles.ts';
import { type BlobCall, needAccess, needContainer, uriOf } from './blob-call.ts';
import { element, escapeXml, xmlDocument } from './xml.ts';

const greatestPage = 5000;

/** The parts of an entity tag and a date that every container has; they say nothing here. */
const stamps = (now: number): Record<string, string> => ({
  etag: '"0x8D000000000PRACTICE"',
  'last-modified': new Date(now).toUTCString(),
});

/** GET /?comp=list: the account's containers. */
export async function listContainers(call: BlobCall): Promise<Answer> {
  needAccess(call, azureActions.readContainer);
  const names = await call.cloud.storage.containers(call.account.name);
  const prefix = call.incoming.query.get('prefix') ?? '';
  const items = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const { publicAccess, immutability, hasLegalHold } = call.cloud.azure.container(call.account.name, name);
      const properties = [
        element('Last-Modified', new Date(call.cloud.now()).toUTCString()),
        element('Etag', '"0x8D000000000PRACTICE"'),
        element('LeaseStatus', 'unlocked'),
        element('LeaseState', 'available'),
        publicAccess === 'None' ? '' : element('PublicAccess', publicAccess.toLowerCase()),
        element('HasImmutabilityPolicy', String(immutability !== null)),
        element('HasLegalHold', String(hasLegalHold)),
      ];
      return `<Container>${element('Name', name)}<Properties>${properties.join('')}</Properties></Container>`;
    });
  const endpoint = uriOf(call);
  const content = `<Containers>${items.join('')}</Containers><NextMarker />`;
  return { status: 200, xml: xmlDocument(enumeration(endpoint, undefined, content)) };
}

function enumeration(endpoint: string, container: string | undefined, content: string): string {
  const named = container === undefined ? '' : ` ContainerName="${escapeXml(container)}"`;
  return `<EnumerationResults ServiceEndpoint="${escapeXml(endpoint)}"${named}>${content}</EnumerationResults>`;
}

/** PUT /CONTAINER?restype=container */
export async function createContainer(call: BlobCall): Promise<Answer> {
  needAccess(call, azureActions.writeContainer);
  if (await call.cloud.storage.hasContainer(uriOf(call))) {
    throw new ServiceRefusal(409, 'ContainerAlreadyExists', 'The specified container already exists.');
  }
  await call.cloud.storage.createContainer(uriOf(call));
  return { status: 201, headers: stamps(call.cloud.now()) };
}

/** GET /CONTAINER?restype=container: public access, immutability policy and legal hold are in the headers. */
export async function containerProperties(call: BlobCall): Promise<Answer> {
  needAccess(call, azureActions.readContainer);
  await needContainer(call);
  const { publicAccess, immutability, hasLegalHold, hasImmutableVersions } = call.cloud.azure.container(
    call.account.name,
    call.container,
  );
  return {
    status: 200,
    headers: {
      ...stamps(call.cloud.now()),
      'x-ms-lease-status': 'unlocked',
      'x-ms-lease-state': 'available',
      ...(publicAccess === 'None' ? {} : { 'x-ms-blob-public-access': publicAccess.toLowerCase() }),
      'x-ms-has-immutability-policy': String(immutability !== null),
      'x-ms-has-legal-hold': String(hasLegalHold),
      'x-ms-immutable-storage-with-versioning-enabled': String(hasImmutableVersions),
    },
  };
}

/** GET /CONTAINER?restype=container&comp=list, flat or by folders, in pages. */
export async function listBlobs(call: BlobCall): Promise<Answer> {
  needAccess(call, azureDataActions.readBlobs, 'l');
  await needContainer(call);
  const { query } = call.incoming;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const size = Math.min(Number(query.get('maxresults') ?? greatestPage), greatestPage);
  const marker = query.get('marker') ?? '';
  if (!Number.isInteger(size) || size < 1) {
    throw new ServiceRefusal(400, 'OutOfRangeQueryParameterValue', 'maxresults is not in the permissible range.');
  }
  const blobs = (await call.cloud.storage.blobs(uriOf(call))).filter(({ name }) => name.startsWith(prefix));
  const items = entries(blobs, prefix, delimiter).filter(({ name }) => name >= marker);
  const next = items[size]?.name ?? '';
  const content = [
    element('Prefix', prefix),
    delimiter === '' ? '' : element('Delimiter', delimiter),
    `<Blobs>${items.slice(0, size).map(entryXml).join('')}</Blobs>`,
    element('NextMarker', next),
  ];
  return {
    status: 200,
    xml: xmlDocument(enumeration(`${new URL(uriOf(call)).origin}/`, call.container, content.join(''))),
  };
}

interface Entry {
  readonly name: string;
  /** Nothing for a folder. */
  readonly blob?: StoredBlob;
}

/** With a delimiter, what goes on after it is folded into one entry. */
function entries(blobs: readonly StoredBlob[], prefix: string, delimiter: string): Entry[] {
  const found = new Map<string, Entry>();
  for (const blob of blobs) {
    const at = delimiter === '' ? -1 : blob.name.indexOf(delimiter, prefix.length);
    const name = at < 0 ? blob.name : blob.name.slice(0, at + delimiter.length);
    if (!found.has(name)) found.set(name, at < 0 ? { name, blob } : { name });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entryXml({ name, blob }: Entry): string {
  if (!blob) return `<BlobPrefix>${element('Name', name)}</BlobPrefix>`;
  const time = new Date(blob.modified).toUTCString();
  const properties = [
    element('Creation-Time', time),
    element('Last-Modified', time),
    element('Etag', '0x8D000000000PRACTICE'),
    element('Content-Length', String(blob.bytes)),
    element('Content-Type', 'application/octet-stream'),
    element('BlobType', 'BlockBlob'),
    element('LeaseStatus', 'unlocked'),
    element('LeaseState', 'available'),
    element('ServerEncrypted', 'true'),
  ];
  return `<Blob>${element('Name', name)}<Properties>${properties.join('')}</Properties></Blob>`;
}
