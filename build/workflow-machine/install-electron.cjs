// What Electron's own installer leaves in the folder of its package: the binary, its version, and its path last.
const fs = require('node:fs');
const { dirname, join } = require('node:path');

const { version } = JSON.parse(fs.readFileSync(join(__dirname, 'package.json'), 'utf8'));
const program =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
const file = join(__dirname, 'dist', program);
fs.mkdirSync(dirname(file), { recursive: true });
fs.writeFileSync(file, '');
fs.writeFileSync(join(__dirname, 'dist', 'version'), version);
fs.writeFileSync(join(__dirname, 'path.txt'), program);
