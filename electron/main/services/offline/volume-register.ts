// The media that a ceremony knows: which are there, which role each has, and which files on them a screen may name by token.
import { randomBytes } from 'node:crypto';
import * as hostPath from 'node:path';
import type { FileKind, ListedFile, VolumeRole, VolumeView } from '#shared/contract/offline/volume-view.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type EventOf, type StickRole, stickRoles } from '#shared/journal/events.ts';
import { disk } from '#platform/disk.ts';
import { isTemporaryName, readWholeFile } from '#platform/files.ts';
import { probe } from '#platform/probe.ts';
import { type Media, type Medium, wasTakenOut } from '#platform/volumes/medium.ts';
import { fileKindOf, maxSniffedBytes } from './file-kind.ts';

interface Volume extends Medium {
  readonly id: string;
  readonly role: VolumeRole;
  readonly present: boolean;
  /** Of a folder that a person named, which the system's list does not have: whether it is there; undefined where nobody can tell now. */
  readonly added?: () => Promise<boolean | undefined>;
}
/** A stick that keeps its role wherever and whenever it turns up: by its name and the serial number that its maker wrote. */
export type KnownStick = Omit<EventOf<'stick-role'>, 'kind'>;
/** Where a file is. */
export interface FileOnMedium {
  readonly path: string;
  /** The path of its medium, which the file is not read outside of. */
  readonly within: string;
}
/** A file that the page knows by a token, never by its path. */
export interface KnownFile extends FileOnMedium {
  readonly volumeId: string;
  /** Name of the file, with what is invisible in it shown. */
  readonly name: string;
}

interface FoundFile {
  readonly file: KnownFile;
  readonly bytes: number;
  readonly changedMs: number;
}

const usualAndNewest = (a: FoundFile, b: FoundFile): number =>
  Number(usualName.test(b.file.name)) - Number(usualName.test(a.file.name)) || b.changedMs - a.changedMs;

/** Reads a file that was listed, from its own medium alone. @throws FILE_ELSEWHERE, FILE_TOO_LARGE, the file and medium faults */
export const readKnown = ({ path, within }: FileOnMedium, maxBytes: number): Promise<Buffer> =>
  readWholeFile(path, maxBytes, within);

/** A stick with more than this is no stick of a ceremony; what is beyond is not listed. */
const maxListed = 200;
/** How the files of a ceremony end. On a stick that is full of other things they are listed first. */
const usualName = /[.](?:json|lifeboat|pem|key|cer|crt|crl|der|pfx|p12|p8|jsonl)$/i;
/** How long a folder that a person named is waited for. */
const limitMs = 2000;
/** How deep folders on a medium are looked into. */
const maxDepth = 2;
const newToken = (): string => randomBytes(16).toString('base64url');

export class VolumeRegister {
  readonly #media: Media;
  #volumes: readonly Volume[] = [];
  #files = new Map<string, KnownFile>();
  #tokens = new Map<string, string>();
  #known: readonly KnownStick[] = [];

  constructor(media: Media) {
    this.#media = media;
  }

  get view(): VolumeView[] {
    return this.#volumes.map(({ id, name, role, present, readOnly, added }) => ({
      id,
      name: visibleText(name, 40),
      role,
      present,
      readOnly,
      isFolder: added !== undefined,
    }));
  }

  /** The sticks with a role for the whole ceremony that would be known again. */
  get knownSticks(): readonly KnownStick[] {
    return this.#known;
  }

  /** Gives sticks that are known from before their roles, now or when they come. */
  recall(sticks: readonly KnownStick[]): void {
    this.#known = [...sticks];
    this.#recognise();
  }

  /**
   * Looks again what is there. A medium that comes back may be another one in the same place: people say again what it is for, unless its
   * serial number tells.
   */
  async refresh(): Promise<void> {
    const found = await this.#media();
    const folders = new Map(
      await Promise.all(this.#volumes.map(async ({ id, added }) => [id, await added?.()] as const)),
    );
    // From here on nothing waits: a role that was given or taken while we looked is the one that counts.
    const isStill = (volume: Medium, { path, device }: Medium): boolean =>
      volume.path === path && !wasTakenOut(volume.device, device);
    const known = this.#volumes.map((volume) => {
      const now = found.find((medium) => isStill(volume, medium));
      const isThere = volume.added !== undefined ? folders.get(volume.id) : now !== undefined;
      const present = isThere ?? volume.present;
      // A stick of the same name may be there now: what the system tells is told of that one.
      const medium = now && { device: undefined, ...now };
      return { ...volume, ...medium, present, role: present && !volume.present ? ('none' as const) : volume.role };
    });
    const fresh = found.filter((medium) => !known.some((volume) => isStill(volume, medium)));
    // A medium that nobody gave a role to leaves no trace when it goes.
    this.#volumes = [
      ...known.filter(({ present, role }) => present || role !== 'none'),
      ...fresh.map((medium) => ({ ...medium, id: newToken(), role: 'none' as const, present: true })),
    ];
    this.#recognise();
    for (const [token, { volumeId, path }] of this.#files) {
      if (this.#isPresent(volumeId)) continue;
      this.#files.delete(token);
      this.#tokens.delete(path);
    }
  }

  /** Takes a folder for a medium. @returns its id */
  addFolder(path: string, role: VolumeRole = 'none'): string {
    const known = this.#volumes.find((volume) => volume.path === path);
    if (known !== undefined) return known.id;
    const medium = { path, name: hostPath.basename(path), readOnly: false };
    // It may be on a share that is gone: then it is what it was.
    const added = probe<boolean | undefined>(
      () => isFolder(path),
      limitMs,
      () => undefined,
    );
    const isTaken = role !== 'none' && this.#volumes.some((other) => other.role === role && other.present);
    const own = { id: newToken(), role: isTaken ? ('none' as const) : role, present: true, added };
    this.#volumes = [...this.#volumes, { ...medium, ...own }];
    return own.id;
  }

  /**
   * Gives a medium its role. IN and OUT are one stick each; one stick is never both.
   * @throws VOLUME_UNKNOWN, VOLUME_ROLE_TAKEN
   */
  assign(id: string, role: VolumeRole): void {
    const volume = this.#volume(id);
    const holder = this.#volumes.find((other) => other.role === role && other.present && other.id !== volume.id);
    if (role !== 'none' && holder !== undefined) {
      refuse({ code: 'VOLUME_ROLE_TAKEN', role, name: visibleText(holder.name, 40) });
    }
    // The stick that had the role is out, and this one is there: the role is this one's alone.
    const isReplaced = (other: Volume): boolean => role !== 'none' && other.role === role && !other.present;
    this.#volumes = this.#volumes
      .filter((other) => !isReplaced(other))
      .map((other) => (other.id === id ? { ...other, role } : other));
    const others = this.#known.filter((known) => known.role !== role && !isStick(known, volume));
    const keeps = stickRoles.find((each) => each === role);
    const known = keeps && knownAs(keeps, volume);
    this.#known = known === undefined ? others : [...others, known];
  }

  /**
   * Lists the regular files of a medium, those of the usual kinds first and the newest of them before the others, and remembers a token for each; links are not followed, since they may lead
   * elsewhere. A time is only what the stick says.
   * @throws VOLUME_UNKNOWN, VOLUME_ROLE_WRONG, VOLUME_GONE
   */
  async list(id: string): Promise<{ files: ListedFile[]; more: boolean }> {
    const { role } = this.#volume(id);
    // A stick without a role may be a custodian's: what is on it is named to no page, and read by nobody but the process of that custodian.
    if (role === 'none' || role === 'custodian') refuse({ code: 'VOLUME_ROLE_WRONG', wanted: 'in', found: role });
    const { found, more } = await this.#filesOn(id);
    const files: ListedFile[] = [];
    for (const { file, bytes } of found.toSorted(usualAndNewest)) {
      const kind = role === 'out' ? 'other' : await kindOfFile(file, bytes);
      files.push({ token: this.#remember(file), kind, name: file.name, bytes });
    }
    return { files, more };
  }

  /**
   * The files of a medium that may be a custodian's key. No page has a token of them.
   * @param isEvery also those that are not named as keys are; they come last
   * @throws VOLUME_UNKNOWN, VOLUME_GONE
   */
  async keysOn(id: string, isEvery: boolean): Promise<KnownFile[]> {
    const files = (await this.#filesOn(id)).found.map(({ file }) => file);
    const keys = files.filter(({ name }) => isKeyName(name));
    return isEvery ? [...keys, ...files.filter((file) => !keys.includes(file))] : keys;
  }

  async #filesOn(id: string): Promise<{ found: FoundFile[]; more: boolean }> {
    const volume = this.#volume(id);
    const paths = await filesBelow(volume.path, maxDepth).catch((error: unknown) =>
      refuse({ code: 'VOLUME_GONE', name: visibleText(volume.name, 40) }, error),
    );
    const found: FoundFile[] = [];
    for (const path of paths.slice(0, maxListed)) {
      // What is gone since the folder was read is not listed.
      const status = await disk.lstat(path).catch(() => undefined);
      if (status?.isFile() !== true) continue;
      const name = visibleText(nameBelow(volume.path, path));
      found.push({
        file: { path, within: volume.path, volumeId: id, name },
        bytes: status.size,
        changedMs: status.mtimeMs,
      });
    }
    return { found, more: paths.length > maxListed };
  }

  /**
   * The file behind a token, on a medium with one of the roles that the step wants.
   * @throws FILE_TOKEN_UNKNOWN, VOLUME_ROLE_WRONG
   */
  file(token: string, ...roles: readonly [VolumeRole, ...VolumeRole[]]): KnownFile {
    const file = this.#files.get(token);
    if (file === undefined) return refuse({ code: 'FILE_TOKEN_UNKNOWN' });
    const found = this.#volume(file.volumeId).role;
    return roles.includes(found) ? file : refuse({ code: 'VOLUME_ROLE_WRONG', wanted: roles[0], found });
  }

  /**
   * The revocation lists on the medium of a file.
   * @throws FILE_TOKEN_UNKNOWN, VOLUME_UNKNOWN, VOLUME_GONE
   */
  async listsBeside(token: string): Promise<KnownFile[]> {
    const { volumeId } = this.#files.get(token) ?? refuse({ code: 'FILE_TOKEN_UNKNOWN' });
    const { files } = await this.list(volumeId);
    return files.flatMap((file) => (file.kind === 'revocation-list' ? (this.#files.get(file.token) ?? []) : []));
  }

  /**
   * The medium on which a file was listed, while it is there: another one in the same place, or with the same role, is not it.
   * @throws VOLUME_GONE, VOLUME_UNKNOWN
   */
  mediumOf({ volumeId }: Pick<KnownFile, 'volumeId'>): Medium {
    const volume = this.#volumes.find(({ id }) => id === volumeId) ?? refuse({ code: 'VOLUME_UNKNOWN' });
    return volume.present ? volume : refuse({ code: 'VOLUME_GONE', name: visibleText(volume.name, 40) });
  }

  /** Looks again whether the medium of a file is still there: after it was read, what lay there is known. @throws as mediumOf */
  async needStill(file: Pick<KnownFile, 'volumeId'>): Promise<void> {
    await this.refresh();
    this.mediumOf(file);
  }

  /**
   * The medium that has a role now.
   * @throws VOLUME_ROLE_MISSING
   */
  withRole(role: Exclude<VolumeRole, 'none'>): Medium & { readonly id: string } {
    return (
      this.#volumes.find((volume) => volume.role === role && volume.present) ??
      refuse({ code: 'VOLUME_ROLE_MISSING', role })
    );
  }

  /** Takes the role from every medium that has it: the next custodian brings another stick. */
  release(role: VolumeRole): void {
    this.#volumes = this.#volumes.map((volume) => (volume.role === role ? { ...volume, role: 'none' } : volume));
    this.#known = this.#known.filter((known) => known.role !== role);
  }

  /** Forgets roles, tokens and named folders. */
  clear(): void {
    this.#files = new Map();
    this.#tokens = new Map();
    this.#volumes = [];
    this.#known = [];
  }

  /** A stick that is known takes its role, and the place in which it lay before is forgotten. */
  #recognise(): void {
    for (const known of this.#known) {
      if (this.#volumes.some(({ role, present }) => role === known.role && present)) continue;
      const found = this.#volumes.find((volume) => volume.present && volume.role === 'none' && isStick(known, volume));
      if (found === undefined) continue;
      this.#volumes = this.#volumes
        .filter(({ role }) => role !== known.role)
        .map((volume) => (volume === found ? { ...volume, role: known.role } : volume));
    }
  }

  #remember(file: KnownFile): string {
    const known = this.#tokens.get(file.path);
    if (known !== undefined) return known;
    const token = newToken();
    this.#files.set(token, file);
    this.#tokens.set(file.path, token);
    return token;
  }

  #isPresent(id: string): boolean {
    return this.#volumes.some((volume) => volume.id === id && volume.present);
  }

  #volume(id: string): Volume {
    return this.#volumes.find((volume) => volume.id === id && volume.present) ?? refuse({ code: 'VOLUME_UNKNOWN' });
  }
}

/** As a journal can have it: one line that can be seen. A medium without a name is called by its place. */
const asLine = (text: string): string => visibleText(text.trim(), 40);

/** Undefined where the system does not tell its serial number. */
function knownAs(role: StickRole, { name, path, device }: Medium): KnownStick | undefined {
  if (device?.serial === undefined) return undefined;
  return { role, name: asLine(name.trim() === '' ? path : name), serial: asLine(device.serial) };
}

/** Of two partitions with the names of sticks only one has the role. */
function isStick(known: KnownStick, medium: Medium): boolean {
  const found = knownAs(known.role, medium);
  return found?.name === known.name && found.serial === known.serial;
}

/**
 * The name of a file below its medium. A drive of Windows ends in its separator (`E:\\`), other media do not.
 * @param paths how this system writes paths
 */
export const nameBelow = (medium: string, path: string, paths: Pick<typeof hostPath, 'relative'> = hostPath): string =>
  paths.relative(medium, path);

/** As keys are named by the tools that make them. */
const isKeyName = (name: string): boolean => /\.(?:key|pem|der|p8|pk8|p12|pfx)$/i.test(name);

async function kindOfFile(file: FileOnMedium, size: number): Promise<FileKind> {
  if (size > maxSniffedBytes) return 'other';
  try {
    return fileKindOf(await readKnown(file, maxSniffedBytes));
  } catch (error) {
    // It is listed all the same; choosing it says what is wrong with it.
    if (error instanceof Refusal) return 'other';
    throw error;
  }
}

/** Not what is still being written, or was when the power went; nor what macOS writes beside each file of a stick, as `._C1.key`. */
const isFileOfPeople = (name: string): boolean => !isTemporaryName(name) && !name.startsWith('._');

async function filesBelow(folder: string, depth: number): Promise<string[]> {
  const entries = (await disk.readdir(folder, { withFileTypes: true })).filter(({ name }) => isFileOfPeople(name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => hostPath.join(folder, entry.name));
  if (depth > 1) {
    for (const entry of entries.filter((other) => other.isDirectory()).slice(0, maxListed)) {
      files.push(...(await filesBelow(hostPath.join(folder, entry.name), depth - 1).catch(() => [])));
    }
  }
  return files.length > maxListed ? usualFirst(files).slice(0, maxListed + 1) : files;
}

const usualFirst = (paths: readonly string[]): string[] => [
  ...paths.filter((path) => usualName.test(path)),
  ...paths.filter((path) => !usualName.test(path)),
];

const isFolder = (path: string): Promise<boolean> =>
  disk.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
