/**
 * Our own lint rules, loaded by .oxlintrc.json: borders between the layers that a glance at a line shows. dependency-cruiser checks
 * the same imports over the whole graph; these exist because an editor shows their message while the line is being written.
 */

/**
 * Which imports are refused, by the name that .oxlintrc.json uses for them. `names`, if given, are the only ones refused of that module.
 * @type {Readonly<Record<string, readonly { from: RegExp, names?: readonly string[], message: string }[]>>}
 */
export const imports = {
  electron: [
    {
      from: /^electron$/,
      message:
        'Only main/electron imports electron. Elsewhere ask for what you need through main/platform.ts.',
    },
  ],
  powershell: [
    {
      from: /^node-powershell$/,
      message:
        'Only main/shell/powershell.ts starts PowerShell. Use the Shell interface of main/shell/shell.ts.',
    },
  ],
  processes: [
    {
      from: /^(?:node:)?child_process$/,
      message:
        'Only main/shell/powershell.ts starts processes. Use the Shell interface of main/shell/shell.ts.',
    },
  ],
  untypedTexts: [
    {
      from: /^react-i18next$/,
      names: ['useTranslation', 'Trans'],
      message: 'They take any key. useTexts of renderer/useTexts.ts takes those that exist.',
    },
    {
      from: /^i18next$/,
      names: ['t', 'TFunction'],
      message: 'It takes any key. Say of shared/locales/keys.ts takes those that exist.',
    },
  ],
  node: [
    {
      from: /^node:/,
      message: 'This layer runs without Node. Put the work into main and send its result over the bridge.',
    },
  ],
  otherLayers: [
    {
      from: /(?:^|\/)(?:main|renderer)\//,
      message: 'shared imports zod and itself only. Move what both sides need here.',
    },
  ],
  main: [
    {
      from: /(?:^|\/)main\//,
      message: 'The renderer speaks to main over the bridge: renderer/client.ts.',
    },
  ],
};

/**
 * Which pieces of syntax are refused, by the name that .oxlintrc.json uses for them.
 * @type {Readonly<Record<string, readonly { selector: string, message: string }[]>>}
 */
export const syntax = {
  enum: [
    {
      selector: 'TSEnumDeclaration',
      message:
        'Use a zod enum or a union of string literals: they survive JSON and need no code at run time.',
    },
  ],
  powershellCalls: [
    {
      selector: "MemberExpression[object.name='PowerShell'][property.name='command']",
      message:
        'PowerShell.command does not escape its values. Send a request of main/shell/frames.ts: its only variable part is base64.',
    },
    {
      selector:
        "CallExpression[callee.property.name='invoke'][callee.object.name=/^(ps|powershell|shell)$/i]",
      message:
        'invoke() knows no result record and no exit code. Write a request line to ps.streams.stdin instead.',
    },
  ],
  channels: [
    {
      selector: "CallExpression[callee.object.name='ipcMain']",
      message:
        'main/electron/ipc.ts registers the one channel, with the sender check. Add a request to shared/bridge/contract.ts instead.',
    },
  ],
  setState: [
    {
      selector: "CallExpression[callee.property.name='setState'], MemberExpression[property.name='setState']",
      message:
        'Only renderer/mirror.ts writes the store. Send a request through renderer/client.ts and wait for the snapshot.',
    },
  ],
};

/**
 * @template T
 * @param {Readonly<Record<string, readonly T[]>>} table @param {readonly unknown[]} names
 * @returns {T[]} what the table has under the names
 * @throws {Error} if the table has no such name: a misspelt one would check nothing
 */
const chosen = (table, names) =>
  names.flatMap((name) => {
    const found = table[String(name)];
    if (found === undefined) throw new Error(`The borders have no name ${String(name)}.`);
    return found;
  });

const options = { type: 'array', items: { type: 'string' } };

/** @type {any} */
export default {
  meta: { name: 'borders' },
  rules: {
    imports: {
      meta: { type: 'problem', schema: options },
      /** @param {any} context */
      create(context) {
        const refused = chosen(imports, context.options);
        /** @param {any} node */
        const look = (node) => {
          if (typeof node.source?.value !== 'string') return;
          for (const { from, names, message } of refused) {
            if (!from.test(node.source.value)) continue;
            if (names === undefined) context.report({ node, message });
            else
              for (const specifier of node.specifiers ?? [])
                if (names.includes((specifier.imported ?? specifier.local).name))
                  context.report({ node: specifier, message });
          }
        };
        return { ImportDeclaration: look, ExportNamedDeclaration: look, ExportAllDeclaration: look };
      },
    },
    syntax: {
      meta: { type: 'problem', schema: options },
      /** @param {any} context */
      create(context) {
        return Object.fromEntries(
          chosen(syntax, context.options).map(({ selector, message }) => [
            selector,
            /** @param {any} node */
            (node) => context.report({ node, message }),
          ]),
        );
      },
    },
  },
};
