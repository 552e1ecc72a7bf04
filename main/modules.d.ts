/** Files that the bundler finds at build time and inlines: JSON as it is, others as text with `query: '?raw'`. */
interface ImportMeta {
  glob(pattern: string, options: { eager: true; import: 'default'; query?: '?raw' }): Record<string, unknown>;
}
