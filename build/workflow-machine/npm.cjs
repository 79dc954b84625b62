// npm on the machine on which a workflow is played. `ci` puts the packages of this project where npm would put them, all but two: Electron
// without its binary, as the registry has it, and an electron-builder that names files and makes none. Scripts run as npm runs them.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { join } = require('node:path');

const [command, ...rest] = process.argv.slice(2);
const modules = join(process.cwd(), 'node_modules');

function install() {
  const source = join(process.env.PLAYED_ROOT, 'node_modules');
  fs.rmSync(modules, { recursive: true, force: true });
  fs.mkdirSync(modules);
  const other = /^(?:electron|electron-builder|node-.*-(?:x64|arm64)|[.].*)$/;
  for (const name of fs.readdirSync(source))
    if (!other.test(name)) fs.symlinkSync(join(source, name), join(modules, name));
  const electron = join(modules, 'electron');
  fs.mkdirSync(electron);
  fs.copyFileSync(join(source, 'electron', 'package.json'), join(electron, 'package.json'));
  fs.copyFileSync(join(__dirname, 'install-electron.cjs'), join(electron, 'install.js'));
  const builder = join(modules, 'electron-builder');
  fs.mkdirSync(builder);
  fs.copyFileSync(join(__dirname, 'electron-builder.cjs'), join(builder, 'index.js'));
}

function script(name, args) {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  const [program, ...own] = String(scripts[name]).split(' ');
  if (program !== 'node') throw new Error(`there is no script ${name}`);
  const { status } = spawnSync(process.execPath, [...own, ...args], {
    stdio: 'inherit',
    env: { ...process.env, npm_execpath: __filename, npm_lifecycle_event: name, INIT_CWD: process.cwd() },
  });
  process.exitCode = status ?? 1;
}

if (command === 'ci') install();
else if (command === 'test') script('test', rest);
else if (command === 'run') script(rest[0], rest[1] === '--' ? rest.slice(2) : rest.slice(1));
else throw new Error(`the played npm does not know ${command}`);
