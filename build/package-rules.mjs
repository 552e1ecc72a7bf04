/**
 * What may be in the package. Lists of what is allowed, not of what is forbidden: a file that nobody thought of is found.
 * A name that Vite makes of a chunk ends in a hash of eight characters.
 */
const chunk = '[A-Za-z\\d_-]+-[A-Za-z\\d_-]{8}';

/** Entries of app.asar; folders too. */
const inArchive = [
  /^\/package\.json$/,
  /^\/dist(\/main|\/renderer|\/renderer\/assets|\/main\/packages)?$/,
  /^\/dist\/main\/(main\.js|inspection\.js|logs\.js|preload\.cjs|icon\.png)$/,
  new RegExp(`^/dist/main/${chunk}\\.js$`),
  /^\/dist\/main\/packages\/practice(\/[A-Za-z\d._-]+)*$/,
  /^\/dist\/renderer\/index\.html$/,
  new RegExp(`^/dist/renderer/assets/${chunk}\\.(js|css|woff2?|svg|png)$`),
];

/** Files beside it, where Electron's own are the stub's. */
const inFolder = [
  /^Gangway\.exe$/,
  /^version$/,
  /^LICENSE\.electron\.txt$/,
  /^LICENSES\.chromium\.html$/,
  /^locales\/en-US\.pak$/,
  /^resources\/(app\.asar|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt|gangway\.cdx\.json)$/,
];

/** What the package is nothing without. */
export const needed = {
  archive: [
    '/package.json',
    '/dist/main/main.js',
    '/dist/main/inspection.js',
    '/dist/main/logs.js',
    '/dist/main/preload.cjs',
    '/dist/main/icon.png',
    '/dist/renderer/index.html',
  ],
  folder: [
    'Gangway.exe',
    'LICENSE.electron.txt',
    'LICENSES.chromium.html',
    'resources/LICENSE.txt',
    'resources/THIRD-PARTY-NOTICES.txt',
    'resources/gangway.cdx.json',
  ],
};

/** Code that must not be in main: each with what it would mean. */
export const foreign = [
  // A client (node:net, node:tls) knocks at a server and is welcome; what listens is not.
  {
    pattern: /\b(createServer|createSecureServer)\(|\bnew (\w+\.)?Server\(/,
    means: 'opens a port',
  },
  {
    pattern:
      /(\bfrom |\brequire\(|\bimport\()\s*["'`](node:)?(http|https|http2|dgram|inspector|cluster)["'`]/,
    means: 'holds a server or a debugger of Node',
  },
  { pattern: /x-gangway|text\/event-stream/, means: 'holds the loopback carrier' },
  { pattern: /GANGWAY_LAB|GANGWAY_POWERSHELL|FakeWindows/, means: 'knows the lab' },
  { pattern: /sourceMappingURL=data:|"sourcesContent"/, means: 'carries its sources' },
];

/**
 * Whether a file holds the text of the EICAR file whole, plain or with its backslash doubled: the antivirus of every computer would take it.
 * @param {Uint8Array} bytes @returns {boolean}
 */
export function holdsTestFile(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ['\\', '\\\\'].some((slash) =>
    text.includes(`X5O!P%@AP[4${slash}PZX54(P^)7CC)7}` + '$EICAR-STANDARD-' + 'ANTIVIRUS-TEST-FILE!$H+H*'),
  );
}

/** @param {string[]} entries of app.asar @returns {string[]} those that have no business there */
export const strangersInArchive = (entries) =>
  entries.filter((path) => /\.(map|ts|tsx)$/.test(path) || !inArchive.some((one) => one.test(path)));

/** @param {string[]} files of the folder @returns {string[]} those that have no business there */
export const strangersInFolder = (files) => files.filter((path) => !inFolder.some((one) => one.test(path)));
