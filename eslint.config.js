import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Borders between the layers that a glance at an import shows. dependency-cruiser checks the same rules over
 * the whole graph; these exist because an editor shows their message while the line is being written.
 */
const electronOnly = {
  name: 'electron',
  message: 'Only main/electron imports electron. Elsewhere ask for what you need through main/platform.ts.',
};
const powershellOnly = {
  name: 'node-powershell',
  message: 'Only main/shell/powershell.ts starts PowerShell. Use the Shell interface of main/shell/shell.ts.',
};
const processOnly = ['node:child_process', 'child_process'].map((name) => ({
  name,
  message: 'Only main/shell/powershell.ts starts processes. Use the Shell interface of main/shell/shell.ts.',
}));
const typedKeys = [
  {
    name: 'react-i18next',
    importNames: ['useTranslation', 'Trans'],
    message: 'They take any key. useTexts of renderer/useTexts.ts takes those that exist.',
  },
  {
    name: 'i18next',
    importNames: ['t', 'TFunction'],
    message: 'It takes any key. Say of shared/locales/keys.ts takes those that exist.',
  },
];
const nodeOnly = {
  regex: '^node:',
  message: 'This layer runs without Node. Put the work into main and send its result over the bridge.',
};

const powershellCalls = [
  {
    selector: "MemberExpression[object.name='PowerShell'][property.name='command']",
    message:
      'PowerShell.command does not escape its values. Send a request of main/shell/frames.ts: its only variable part is base64.',
  },
  {
    selector: "CallExpression[callee.property.name='invoke'][callee.object.name=/^(ps|powershell|shell)$/i]",
    message:
      'invoke() knows no result record and no exit code. Write a request line to ps.streams.stdin instead.',
  },
];
const mirrorOnly = {
  selector: "CallExpression[callee.property.name='setState'], MemberExpression[property.name='setState']",
  message:
    'Only renderer/mirror.ts writes the store. Send a request through renderer/client.ts and wait for the snapshot.',
};
const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'Use a zod enum or a union of string literals: they survive JSON and need no code at run time.',
};
const handleOnly = {
  selector: "CallExpression[callee.object.name='ipcMain']",
  message:
    'main/electron/ipc.ts registers the one channel, with the sender check. Add a request to shared/bridge/contract.ts instead.',
};

/** @type {(...rules: object[]) => any} */
const restricted = (...rules) => ['error', noEnum, ...rules];
/** @type {(paths: object[], patterns?: object[]) => any} */
const imports = (paths, patterns = []) => ['error', { paths, patterns }];

export default defineConfig(
  {
    ignores: [
      'dist/',
      'release/',
      'node_modules/',
      '.cache/',
      '.reports/',
      'coverage/',
      'test-results/',
      'test/fixtures/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/dot-notation': ['error', { allowPrivateClassPropertyAccess: true }],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNever: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-imports': imports([electronOnly, powershellOnly, ...processOnly, ...typedKeys]),
      'no-restricted-syntax': restricted(...powershellCalls, handleOnly),
    },
  },
  {
    // Texts of strangers meet these: a pattern must not take long on any of them. test/hostile/patterns runs them all.
    files: ['{main,shared,renderer}/**/*.{ts,tsx}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignoreSticky: false, ignorePartial: false }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': imports(
        [electronOnly, powershellOnly],
        [
          nodeOnly,
          {
            regex: '(^|/)(main|renderer)/',
            message: 'shared imports zod and itself only. Move what both sides need here.',
          },
        ],
      ),
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-imports': imports(
        [electronOnly, powershellOnly, ...typedKeys],
        [
          nodeOnly,
          {
            regex: '(^|/)main/',
            message: 'The renderer speaks to main over the bridge: renderer/client.ts.',
          },
        ],
      ),
      'no-restricted-syntax': restricted(mirrorOnly),
    },
  },
  {
    files: ['renderer/useTexts.ts', 'renderer/announcer.tsx'],
    rules: { 'no-restricted-imports': imports([electronOnly, powershellOnly], [nodeOnly]) },
  },
  { files: ['renderer/mirror.ts'], rules: { 'no-restricted-syntax': restricted() } },
  {
    files: ['main/electron/**/*.ts'],
    rules: { 'no-restricted-imports': imports([powershellOnly, ...processOnly]) },
  },
  {
    files: ['main/electron/ipc.ts'],
    rules: { 'no-restricted-syntax': restricted(...powershellCalls) },
  },
  {
    files: ['main/shell/powershell.ts'],
    rules: { 'no-restricted-imports': imports([electronOnly]) },
  },
  {
    files: ['{test,bench}/**/*.{ts,tsx,mjs}', 'build/**/*', '*.{ts,js,cjs}'],
    rules: {
      'no-restricted-imports': 'off',
      'no-console': 'off',
      'no-restricted-syntax': restricted(...powershellCalls),
    },
  },
  {
    files: ['{test,bench}/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        TextEncoder: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
);
