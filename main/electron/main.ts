import { fileURLToPath } from 'node:url';
import { links } from '../../shared/knowledge/urls';
import { createApp } from '../app';
import { startElevated } from '../shell/elevated';
import { start } from './start';

start({
  createApp,
  links: Object.values(links).map(({ url }) => url),
  startElevated,
  // This file is built to dist/main/main.js.
  dist: fileURLToPath(new URL('..', import.meta.url)),
});
