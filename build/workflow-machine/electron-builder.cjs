// electron-builder on the machine on which a workflow is played: it reads the identity and names the files with electron-builder's own
// functions, and writes files of these names. It makes no package.
const fs = require('node:fs');
const { dirname, join } = require('node:path');

const real = dirname(require.resolve('app-builder-lib/package.json'));
const { importCertificate } = require(join(real, 'out', 'codeSign', 'codesign.js'));
const { expandMacro } = require(join(real, 'out', 'util', 'macroExpander.js'));
const { Arch, getArtifactArchName } = require('builder-util');

exports.Platform = { LINUX: 'linux', WINDOWS: 'win', MAC: 'mac' };
exports.createTargets = ([platform], kind) => ({ platform, isDirectory: kind === 'dir' });

const extensions = { nsis: 'exe', portable: 'exe' };

exports.build = async ({ targets: { platform, isDirectory }, config }) => {
  const { output, app } = config.directories;
  if (!fs.existsSync(config.electronDist)) throw new Error('there is no Electron to pack');
  const { version } = JSON.parse(fs.readFileSync(join(app, 'package.json'), 'utf8'));
  // macPackager.js takes whatever is not null; windowsSignToolManager.js overlooks an empty one.
  const identity = process.env[platform === 'win' ? 'WIN_CSC_LINK' : 'CSC_LINK'] ?? process.env.CSC_LINK;
  if (platform !== 'linux' && identity != null && (platform === 'mac' || identity !== ''))
    await importCertificate(identity, { getTempFile: async () => join(output, '..', 'identity.p12') }, process.cwd());
  fs.mkdirSync(output, { recursive: true });
  if (isDirectory) return [];
  return config[platform].target.map((target) => {
    const ext = extensions[target] ?? target;
    const arch = getArtifactArchName(platform === 'mac' ? Arch.arm64 : Arch.x64, ext);
    const name = expandMacro(
      config[target]?.artifactName ?? config.artifactName,
      arch,
      { version },
      { os: platform, ext },
    );
    const file = join(output, name);
    fs.writeFileSync(file, `${name}, played\n`);
    return file;
  });
};
