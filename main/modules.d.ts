/** The operations' PowerShell and other texts that the bundler inlines: `import text from './Verb-Noun.ps1?raw'`. */
declare module '*?raw' {
  const text: string;
  export default text;
}
