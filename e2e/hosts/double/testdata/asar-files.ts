// What Electron's fs makes of a folder with `x.asar` in it, for the test of it.
import * as fs from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalFs, takeArchivesForFolders } from '../asar.ts';

const [folder = ''] = process.argv.slice(2);
const file = join(folder, 'x.asar');
takeArchivesForFolders();

const failure = async (use: () => unknown): Promise<string> => {
  try {
    await use();
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
};
const failed = {
  stat: await failure(() => stat(file)),
  readFile: await failure(() => readFile(file)),
  open: await failure(() => open(file)),
  inside: await failure(() => readFile(join(file, 'inside'))),
  statSync: await failure(() => fs.statSync(file)),
  callback: await new Promise((done) => fs.readFile(file, (error) => done(error?.message))),
};
const listed = (await readdir(folder)).sort();
const exists = fs.existsSync(file);
const inFolder = await readFile(join(folder, 'folder.asar', 'inside'), 'utf8');
const builtin = process.getBuiltinModule('original-fs' as 'fs') as typeof fs | undefined;
const original = builtin === originalFs ? await builtin.promises.readFile(file, 'utf8') : 'not built in';
process.noAsar = true;
const withoutArchives = await readFile(file, 'utf8');
process.send?.({ listed, failed, exists, inFolder, original, withoutArchives }, () => process.disconnect());
