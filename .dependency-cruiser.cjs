/** The layers of docs/architecture.md over the whole import graph. `renderer → shared ← main`, never back. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const notTests = '^(test|bench|build)/';

/**
 * Rooms of a layer from the ground up: each knows those below it, and none beside or above.
 * @param {string} layer
 * @param {string[][]} floors
 */
const roomsOf = (layer, floors) =>
  floors
    .flatMap((floor, height) =>
      floor.map((room) => {
        const unknown = floors.flatMap((other, at) =>
          at < height ? [] : other.filter((name) => name !== room),
        );
        return rule(
          `${layer}-${room.replace('/', '-')}-knows-what-is-below`,
          `A room of ${layer} imports from the floors below it: move what both need down, or hand it in.`,
          { path: `^${layer}/${room}/` },
          { path: `^${layer}/(${unknown.join('|')})/` },
        );
      }),
    )
    .filter(({ to }) => !to.path.endsWith('/()/'));

const roomRules = [
  ...roomsOf('main', [
    ['servers'],
    ['connect', 'packages'],
    ['reading', 'logs', 'site'],
    ['runs'],
    ['report', 'field', 'toolFolder'],
    ['handoff'],
  ]),
  ...roomsOf('shared', [
    ['model'],
    ['knowledge'],
    ['kit'],
    ['checks'],
    ['bridge'],
    ['plan'],
    ['issues'],
    ['findings'],
    ['steps'],
    ['several'],
    ['search', 'logs', 'handoff', 'site', 'field', 'toolFolder'],
  ]),
  ...roomsOf('renderer', [['components'], ['frame'], ['run'], ['pages']]),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'A cycle means that two files are one concept: merge them or move the shared part out.',
      {},
      { circular: true },
    ),
    rule(
      'shared-is-pure',
      'shared imports zod and itself only; move what needs more into main or renderer.',
      { path: '^shared/' },
      { pathNot: '^(shared/|node_modules/zod/)' },
    ),
    rule(
      'renderer-not-main',
      'The renderer speaks to main over the bridge: renderer/client.ts.',
      { path: '^renderer/' },
      { path: '^main/' },
    ),
    rule(
      'renderer-no-node',
      'The renderer runs in a browser. Put the work into main.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'main-not-renderer',
      'Main knows no page. Put what both need into shared.',
      { path: '^main/' },
      { path: '^renderer/' },
    ),
    rule(
      'nobody-imports-tests',
      'The product does not import test, bench or build.',
      { pathNot: `${notTests}|^[^/]+$` },
      { path: notTests },
    ),
    rule(
      'electron-in-its-folder',
      'Ask for what you need through main/platform.ts.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/electron/' },
      { path: '^(node_modules/)?electron(/|$)' },
    ),
    rule(
      'powershell-in-its-file',
      'Use the Shell interface of main/shell/shell.ts.',
      { pathNot: `^main/shell/powershell\\.ts$|${notTests}` },
      { path: '^(node_modules/)?node-powershell(/|$)' },
    ),
    rule(
      'processes-in-their-file',
      'Only main/shell/powershell.ts starts processes.',
      { pathNot: `^main/shell/powershell\\.ts$|${notTests}` },
      { path: '^(node:)?child_process$' },
    ),
    rule(
      'entries-are-imported-by-nobody',
      'An entry is started, not imported.',
      { pathNot: `^main/(electron|web)/|${notTests}` },
      { path: '^main/(electron|web)/' },
    ),
    rule(
      'app-is-the-root',
      'The app is opened by main/openApp.ts, which holds the data folder; entries and carriers know its shape alone.',
      { path: '^main/', pathNot: '^main/openApp\\.ts$' },
      { path: '^main/app\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'entries-know-the-app',
      'Only the entries and carriers know what the app is.',
      {
        path: '^main/',
        pathNot: '^main/(electron|web)/|^main/(openApp|closedApp|bridge/(web|streams))\\.ts$',
      },
      { path: '^main/(app|openApp|closedApp)\\.ts$' },
    ),
    ...roomRules,
    rule(
      'parts-serve-rooms',
      'What carries, keeps and reads files serves the rooms and knows none of them; it gets the few things it needs.',
      { path: '^main/(shell|practice|operations|disk|journal|output)/|^main/(packages|logs)/.+/' },
      { path: '^main/(servers|connect|reading|runs|report|bridge)/|^main/(context|session|handlers)\\.ts$' },
    ),
    rule(
      'shell-carries',
      'The shell carries operations. What a package is, and how a practice server plays, is not its matter.',
      { path: '^main/shell/' },
      { path: '^main/(packages|practice)/' },
    ),
    rule(
      'bridge-knows-no-work',
      'The bridge validates and hands over; handlers are given to it.',
      { path: '^main/bridge/' },
      { path: '^main/(shell|operations|packages|servers|connect|reading|runs)/' },
    ),
    rule(
      'loopback-not-in-electron',
      'The product opens no port: the loopback carrier belongs to main/web.',
      { path: '^main/electron/' },
      { path: '^main/(bridge/web\\.ts|web/)' },
    ),
    rule(
      'declared-packages',
      'Add the package to package.json with a decision record.',
      { pathNot: notTests },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-peer'] },
    ),
    rule('resolvable', 'The import leads nowhere.', {}, { couldNotResolve: true, pathNot: '\\?raw$' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
