// Who may import whom: ipc, cli, drill → services → secrets, azure, platform → core → shared ← renderer.
const rules = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or three.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'shared-stands-alone',
    comment: 'shared runs in every process and every window: no Node, no other module.',
    from: { path: '^shared/', pathNot: '[.]test[.]ts$' },
    to: { pathNot: '^shared/|^node_modules/(zod|uqr)/' },
  },
  {
    name: 'renderer-sees-shared-only',
    comment: 'What can see a private key lives in core and custody, so the renderer cannot reach it.',
    from: { path: '^renderer/', pathNot: '[.]test[.]tsx?$' },
    to: { pathNot: '^(renderer|shared|assets)/|^node_modules/|[.]css$' },
  },
  {
    name: 'core-is-pure',
    comment: 'core takes bytes and gives bytes: of Node only crypto and buffer, no file, clock, network or Electron.',
    from: { path: '^electron/main/core/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
    to: {
      pathNot: '^(electron/main/core|shared)/|^(node:)?(crypto|buffer)$|^node_modules/(zod|@types/node)/',
    },
  },
  {
    name: 'platform-knows-no-ceremony',
    comment: 'platform touches the machine: files, media, clock, printer, processes. It imports core and shared alone.',
    from: { path: '^electron/main/platform/', pathNot: '[.]test[.]ts$' },
    to: { path: '^(electron|renderer)/', pathNot: '^electron/main/(platform|core)/' },
  },
  {
    name: 'secrets-see-core-and-platform-only',
    comment: 'The processes that hold secrets import as little as they can.',
    from: { path: '^electron/main/secrets/', pathNot: '[.]test[.]ts$' },
    to: { path: '^(electron|renderer)/', pathNot: '^electron/main/(secrets|platform|core)/' },
  },
  {
    name: 'azure-sees-core-and-platform-only',
    comment: 'The clients of Azure know no ceremony and no secret.',
    from: { path: '^electron/main/azure/', pathNot: '[.]test[.]ts$' },
    to: { path: '^(electron|renderer)/', pathNot: '^electron/main/(azure|platform|core)/' },
  },
  {
    name: 'simulator-sees-core-and-platform-only',
    comment: 'The practice HSM is written from recordings, never from our own clients.',
    from: { path: '^electron/main/simulator/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
    to: { path: '^(electron|renderer)/', pathNot: '^electron/main/(simulator|platform|core)/' },
  },
  {
    name: 'services-serve-every-adapter',
    comment: 'A use case lives once, below the command line, the calls of the apps and the drill.',
    from: { path: '^electron/main/services/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
    to: { path: '^(electron|renderer)/', pathNot: '^electron/main/(services|core|secrets|azure|platform)/' },
  },
  {
    name: 'drill-is-below-the-adapters',
    comment: 'The drill plays people by services; the command line and the calls start it.',
    from: { path: '^electron/main/drill/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
    to: { path: '^(electron/main/(ipc|cli|shell)|renderer)/' },
  },
  {
    name: 'adapters-stand-alone',
    comment: 'The command line and the calls of the apps lead to the same services, and know nothing of each other.',
    from: { path: '^electron/main/(ipc|cli)/', pathNot: '([.]test[.]ts|/testdata/.*)$' },
    to: { path: '^electron/main/(?!$1)(ipc|cli|shell)/' },
  },
  {
    name: 'only-azure-and-simulator-open-sockets',
    comment: 'Only the clients of Azure and the practice HSM may open a socket.',
    from: { path: '^electron/', pathNot: '^electron/main/(azure|simulator)/|[.]test[.]ts$' },
    to: {
      path: '^(node:)?(net|http|https|http2|tls|dgram|dns|inspector|_http_.*|_tls_.*|_stream_wrap)(/|$)|^node_modules/@azure',
    },
  },
  {
    name: 'only-shell-knows-electron',
    comment: 'The shell is the only module that knows Electron; the preload is its other half.',
    from: { path: '^(electron|shared|renderer)/', pathNot: '^electron/(main/shell|preload)/' },
    to: { path: '^electron$|(^|/)node_modules/electron/' },
  },
  {
    name: 'online-never-sees-secrets',
    comment: 'The online app never sees a custodian key.',
    from: { path: '^electron/main/(azure|services/(online|recovery)|ipc/online)/' },
    to: { path: '^electron/main/(secrets|services/offline|ipc/offline)/' },
  },
  {
    name: 'offline-never-sees-azure',
    comment: 'The offline app has no import path to a socket.',
    from: { path: '^electron/main/(secrets|services/offline|ipc/offline)/', pathNot: '[.]test[.]ts$' },
    to: { path: '^electron/main/(azure|simulator|services/(online|recovery)|ipc/online)/' },
  },
  {
    name: 'store-imports-no-screen',
    comment: 'The store mirrors the state of main; screens read it.',
    from: { path: '^renderer/store/', pathNot: '[.]test[.]tsx?$' },
    to: { path: '^renderer/(offline|online|tools|ui)/' },
  },
  {
    name: 'old-ciphers-in-the-key-worker-alone',
    comment:
      'node-forge works on strings, which nobody can wipe: one file uses it, and the key worker alone loads that one.',
    from: {
      path: '^(electron|shared|renderer)/',
      pathNot: '^electron/main/secrets/(legacy-ciphers|key-worker)[.]ts$|[.]test[.]ts$',
    },
    to: { path: '^node_modules/node-forge/|^electron/main/secrets/legacy-ciphers[.]ts$' },
  },
  {
    name: 'tests-stay-outside',
    comment: 'Shipped code does not import tests or their data.',
    from: { pathNot: '[.](test|spec)[.]tsx?$|/testdata/|^e2e/|^build/' },
    to: { path: '[.](test|spec)[.]tsx?$|/testdata/|^e2e/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
