import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtProgram, calleeOf, findings, propertyOf, sources, textOf, type Code } from './productCode';

/**
 * Electron's security checklist (electronjs.org/docs/latest/tutorial/security, 20 items), read off the sources and off the
 * program they are built to. What can only be seen by running is in checklistRun.test.ts.
 */
const shell = sources('main/electron');
const main = sources('main');
const pages = sources('renderer', 'shared');
let program: Code[] = [];
beforeAll(async () => {
  program = await builtProgram();
}, 60_000);

/** Options that would open the window, each with the value it may have. */
const unsafe: readonly [item: number, name: string, allowed: string | null][] = [
  [2, 'nodeIntegration', 'false'],
  [2, 'nodeIntegrationInWorker', 'false'],
  [2, 'nodeIntegrationInSubFrames', 'false'],
  [3, 'contextIsolation', 'true'],
  [4, 'sandbox', 'true'],
  [6, 'webSecurity', 'true'],
  [8, 'allowRunningInsecureContent', 'false'],
  [9, 'experimentalFeatures', 'false'],
  [10, 'enableBlinkFeatures', null],
  [10, 'blinkFeatures', null],
  [12, 'webviewTag', 'false'],
];

describe('what the sources and the built program say', () => {
  it('[checklist 1] no address without encryption stands in the shell or the pages', () => {
    const plain = (known: RegExp) => (node: ts.Node) => {
      const text = textOf(node) ?? '';
      return /^(http|ws|ftp):\/\/[a-z\d]/i.test(text) && !known.test(text) ? text : null;
    };
    // A name of a schema of Group Policy, and where servers read lists of revoked certificates, by themselves. Gangway opens none of them.
    const named = /^http:\/\/(www\.microsoft\.com\/(GroupPolicy\/|pkiops$)|crl\.microsoft\.com$)/;
    expect(findings([...shell, ...pages], plain(named))).toEqual([]);
    // In the program also: names of schemas in zod, and the line that the detection test runs on a server.
    const known = /^http:\/\/(json-schema\.org\/|\[|127\.0\.0\.1\/1\.exe)/;
    expect(findings(program, plain(new RegExp(`${named.source}|${known.source}`)))).toEqual([]);
  });

  it.each(unsafe)('[checklist %i] %s is %s wherever it is said', (_item, name, allowed) => {
    const wrong = (node: ts.Node) => {
      const property = propertyOf(node);
      return property?.name === name && property.value !== allowed ? property.value : null;
    };
    expect(findings([...main, ...program], wrong)).toEqual([]);
  });

  it('[checklist 4] no switch takes the sandbox away, and the preload requires nothing but electron', () => {
    const names = /^(--)?(no-sandbox|disable-web-security|disable-site-isolation-trials)$/;
    const at = findings(main, (node) => (names.test(textOf(node) ?? '') ? textOf(node) : null));
    expect(
      at.every((one) => one.startsWith('main/electron/switches.ts:')),
      at.join(),
    ).toBe(true);
    expect(
      findings([...main, ...program], (node) =>
        /appendSwitch|appendArgument/.test(calleeOf(node) ?? '') ? calleeOf(node) : null,
      ),
    ).toEqual([]);
    const preload = program.filter(({ name }) => name === 'preload.cjs');
    const required = findings(preload, (node) =>
      ts.isCallExpression(node) && calleeOf(node) === 'require'
        ? node.arguments.map((one) => one.getText()).join()
        : null,
    );
    expect(required).toEqual([expect.stringMatching(/ [`'"]electron[`'"]$/)]);
  });

  it('[checklist 11] [checklist 12] no page holds a webview', () => {
    const webview = (node: ts.Node) =>
      (ts.isJsxOpeningLikeElement(node) && node.tagName.getText() === 'webview') ||
      textOf(node) === 'webview' ||
      propertyOf(node)?.name === 'allowpopups'
        ? 'webview'
        : null;
    expect(findings(pages, webview)).toEqual([]);
  });

  it('[checklist 15] one file opens what is outside: an address of the table, and a report that was saved', () => {
    const opens = (node: ts.Node) =>
      /(openExternal|openPath|showItemInFolder|beep)$/.exec(calleeOf(node) ?? '')?.[1] ?? null;
    expect(findings(main, opens)).toEqual([
      expect.stringMatching(/^main\/electron\/platform\.ts:\d+ openExternal$/),
      expect.stringMatching(/^main\/electron\/platform\.ts:\d+ openPath$/),
      expect.stringMatching(/^main\/electron\/platform\.ts:\d+ showItemInFolder$/),
    ]);
  });

  it('[checklist 16] Electron is pinned to the newest release of its line that was checked', () => {
    const read = (path: string): unknown =>
      JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'));
    const { newest } = read('build/electron-line.json') as { newest: string };
    const { devDependencies } = read('package.json') as { devDependencies: Record<string, string> };
    expect(devDependencies.electron).toBe(newest);
    expect(read('node_modules/electron/package.json')).toMatchObject({ version: newest });
  });

  it('[checklist 17] one file listens to the page, on one channel', () => {
    const listens = (node: ts.Node) =>
      (calleeOf(node) ?? '').startsWith('ipcMain.') ? calleeOf(node) : null;
    expect(findings(main, listens).map((one) => one.replace(/:\d+/, ''))).toEqual([
      'main/electron/ipc.ts ipcMain.handle',
      'main/electron/ipc.ts ipcMain.removeHandler',
    ]);
  });

  it('[checklist 18] no page is read from file:', () => {
    const reads = (node: ts.Node) =>
      /loadFile$|pathToFileURL$/.test(calleeOf(node) ?? '') ||
      ((textOf(node) ?? '').startsWith('file:') && textOf(node) !== 'file:///*')
        ? node.getText()
        : null;
    expect(findings(shell, reads)).toEqual([]);
  });

  it('[checklist 20] the preload gives the page three functions and no object of Electron', () => {
    const preload = shell.filter(({ name }) => name === 'main/electron/preload.ts');
    const exposes = (node: ts.Node) =>
      /exposeIn|executeIn/.test(calleeOf(node) ?? '') && ts.isCallExpression(node)
        ? (node.arguments[0]?.getText() ?? '')
        : null;
    expect(findings(preload, exposes)).toEqual([expect.stringMatching(/ 'gangway'$/)]);
    const given = findings(preload, (node) =>
      ts.isPropertyAssignment(node) && !ts.isArrowFunction(node.initializer) ? node.getText() : null,
    );
    expect(given).toEqual([]);
    const whole = (node: ts.Node) =>
      ts.isIdentifier(node) &&
      /^(ipcRenderer|webUtils)$/.test(node.text) &&
      !ts.isPropertyAccessExpression(node.parent) &&
      !ts.isImportSpecifier(node.parent)
        ? node.text
        : null;
    expect(findings(preload, whole)).toEqual([]);
  });
});

describe('beyond the list', () => {
  it.each([
    ['claims no protocol of the system', /setAsDefaultProtocolClient|setAsDefaultForProtocol/],
    ['writes no crash dumps: they hold memory, and so secrets', /crashReporter/],
    ['updates nothing by itself', /autoUpdater/],
    [
      'makes no other window, view or process of Chromium',
      /\b(BrowserView|WebContentsView|utilityProcess)\b/,
    ],
  ])('the shell %s', (_, name) => {
    expect(
      findings(main, (node) => (ts.isIdentifier(node) && name.test(node.text) ? node.text : null)),
    ).toEqual([]);
  });

  it('no variable of Electron is asked for', () => {
    const asks = (node: ts.Node) => {
      const name = ts.isPropertyAccessExpression(node) ? node.name.text : (textOf(node) ?? '');
      return name.startsWith('ELECTRON_') ? name : null;
    };
    expect(findings([...main, ...program], asks)).toEqual([]);
  });

  it('no text becomes code', () => {
    const compiles = (node: ts.Node) => {
      const callee = calleeOf(node);
      return callee !== null &&
        /^(eval|Function|vm\..*|setTimeout|setInterval)$/.test(callee) &&
        !isTimer(node)
        ? callee
        : null;
    };
    expect(findings([...main, ...pages], compiles)).toEqual([]);
    // zod asks once whether it may; it never does where the page's policy forbids it (renderer/jitless.ts).
    expect(findings(program, compiles).filter((one) => !one.endsWith(' Function'))).toEqual([]);
    const writes = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && /^(innerHTML|outerHTML|insertAdjacentHTML)$/.test(node.name.text)
        ? node.name.text
        : ts.isJsxAttribute(node) && node.name.getText() === 'dangerouslySetInnerHTML'
          ? 'dangerouslySetInnerHTML'
          : null;
    expect(findings(pages, writes)).toEqual([]);
  });
});

/** A timer with a function; with a text it would be an `eval`. */
function isTimer(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !/^set(Timeout|Interval)$/.test(node.expression.getText())) return false;
  const [first] = node.arguments;
  return first !== undefined && textOf(first) === null;
}
