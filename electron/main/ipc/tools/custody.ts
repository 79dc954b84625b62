// Calls about custody: a register is checked for a day, and takes proofs from journals and logs of drills as a new file.
import { join } from 'node:path';
import type { RegisterView, RegisterDraftView } from '#shared/contract/tools/custody.ts';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import { quorumHealth } from '#shared/register/health.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { nameInAddress } from '#core/azure/names.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { openInRegister } from '#core/documents/open-points.ts';
import { readAnyPlan } from '#core/plan/any-plan.ts';
import { enterProofs } from '#core/register/enter-proofs.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { registerDraftOfPlan } from '#core/register/from-plan.ts';
import {
  encodeRegisterDraft,
  fillCertificateOfRegister,
  fillDomainOfRegister,
  maxRegisterDraftBytes,
  readRegisterDraft,
  registerDraftProblems,
  registerOfDraft,
} from '#core/register/register-draft.ts';
import { encodeRegister, maxRegisterBytes, parseRegister } from '#core/register/register-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import {
  beginDraftFile,
  type DraftFile,
  type DraftKind,
  keepDraftFile,
  readDraftFile,
  readSeenDraft,
  type SeenDraft,
} from '#services/app/draft-file.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { inFileName, maxCertificateBytes, refuseProduction, writeInto } from '#services/app/chosen-files.ts';
import { readWholeFile } from '#platform/files.ts';
import { writeOpenPoints } from './open-points.ts';

const registerDraftKind: DraftKind = { maxBytes: maxRegisterDraftBytes, read: readRegisterDraft };

export function registerCalls(services: AppServices): ToolsHandlers['custody'] {
  const { files, now } = services;
  const read = (token: string): Promise<Buffer> => readWholeFile(files.path(token, 'data'), maxRegisterBytes);
  const today = (): string => now().toISOString().slice(0, 10);
  const viewOfDraft = (file: DraftFile, register: CustodyRegister): RegisterDraftView => {
    const problems = registerDraftProblems(register);
    return { ...file, register, problems, health: problems.length === 0 ? quorumHealth(register, today()) : null };
  };
  const begin = async (register: CustodyRegister, folder: string): Promise<RegisterDraftView> => {
    refuseProduction(services, register.practice);
    const name = `custody-register-${inFileName(register.hsm.name)}.draft.json`;
    return viewOfDraft(await beginDraftFile(services, folder, name, encodeRegisterDraft(register)), register);
  };
  const keep = async (seen: SeenDraft, register: CustodyRegister): Promise<RegisterDraftView> => {
    refuseProduction(services, register.practice);
    const file = await keepDraftFile(services, seen, encodeRegisterDraft(register), registerDraftKind);
    return viewOfDraft(file, register);
  };
  const writeNew = async (folder: string, register: CustodyRegister) => {
    const [name, bytes] = [newName(register, now()), encodeRegister(register)];
    const file = await writeInto(folder, name, bytes);
    return { file, register: files.remember(join(folder, name), 'data'), view: viewOf(bytes, today()) };
  };
  const readSeen = async (seen: SeenDraft): Promise<CustodyRegister> =>
    readRegisterDraft(await readSeenDraft(services, seen, maxRegisterDraftBytes));
  return {
    async beginDraft({ plan, folder }) {
      const bytes = await readWholeFile(files.path(plan, 'plan'), maxBundleBytes);
      return begin(registerDraftOfPlan(readAnyPlan(bytes).plan), folder);
    },
    reviseDraft: async ({ register, folder }) => begin(parseRegister(await read(register)), folder),
    async openDraft({ draft }) {
      const { bytes, ...file } = await readDraftFile(services, draft, maxRegisterDraftBytes);
      const register = readRegisterDraft(bytes);
      refuseProduction(services, register.practice);
      return viewOfDraft(file, register);
    },
    keepDraft: ({ register, ...seen }) => keep(seen, register),
    async fillDraft({ from, ...seen }) {
      const before = await readSeen(seen);
      const path = files.path(from.file, 'data');
      return keep(
        seen,
        from.kind === 'certificate'
          ? fillCertificateOfRegister(before, from.custodian, await readWholeFile(path, maxCertificateBytes))
          : fillDomainOfRegister(before, await readWholeFile(path, maxSecurityDomainBytes)),
      );
    },
    async writeRegister({ folder: token, ...seen }) {
      const folder = files.path(token, 'folder');
      const register = registerOfDraft(await readSeen(seen));
      refuseProduction(services, register.practice);
      return writeNew(folder, register);
    },
    async saveOpenPoints({ language, paper, ...seen }) {
      const register = await readSeen(seen);
      const { name } = register.hsm;
      return writeOpenPoints(services, { language, paper, name, listIn: (texts) => openInRegister(register, texts) });
    },
    check: async ({ register, on }) => viewOf(await read(register), on ?? today()),
    async prove({ register: token, seen, proofs, folder: folderToken }) {
      const bytes = await read(token);
      if (seen !== null) files.assertShown(token, 'data', seen, hashOf(bytes));
      const before = parseRegister(bytes);
      refuseProduction(services, before.practice);
      const folder = files.path(folderToken, 'folder');
      const proving = await Promise.all(
        proofs.map((each) => readWholeFile(files.path(each, 'journal'), maxJournalBytes)),
      );
      const { register, entered } = enterProofs(before, proving);
      return { ...(await writeNew(folder, register)), entered: [...entered] };
    },
  };
}

/** Each register has its own name, so that none hides another. */
function newName({ hsm }: CustodyRegister, now: Date): string {
  return `custody-register-${nameInAddress(hsm.uri)}-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.json`;
}

const hashOf = (bytes: Buffer): string => sha256(bytes).toString('hex');

/** @throws what `parseRegister` throws */
function viewOf(bytes: Buffer, on: string): RegisterView {
  const register = parseRegister(bytes);
  const { practice, hsm, required } = register;
  return { sha256: hashOf(bytes), practice, hsmUri: hsm.uri, required, health: quorumHealth(register, on) };
}
