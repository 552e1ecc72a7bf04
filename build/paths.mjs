import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, with a closing slash, whatever folder a script was started in. */
export const root = fileURLToPath(new URL('../', import.meta.url));
