import { fileURLToPath } from 'node:url';
import { links } from '../../shared/knowledge/urls';
import { start } from './start';

start({
  // Read only when they are asked for: the window stands before, and its page starts beside them.
  openApp: async (options) => (await import('../openApp')).openApp(options),
  links: Object.values(links).map(({ url }) => url),
  startElevated: async (program, args) => (await import('../shell/elevated')).startElevated(program, args),
  requireClosedFolder: async (folder) => (await import('../shell/programFolder')).requireClosedFolder(folder),
  // This file is built to dist/main/main.js.
  dist: fileURLToPath(new URL('..', import.meta.url)),
});
