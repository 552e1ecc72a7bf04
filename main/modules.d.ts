/** The operations' PowerShell and other texts that the bundler inlines: `import text from './Verb-Noun.ps1?raw'`. */
declare module '*?raw' {
  const text: string;
  export default text;
}

/** Files that the bundler finds at build time and inlines: `import.meta.glob('…/*.json', { eager: true })`. */
interface ImportMeta {
  glob(pattern: string, options: { eager: true; import: 'default' }): Record<string, unknown>;
}
