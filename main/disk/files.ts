/**
 * Every file operation on what Gangway keeps of its own work: journal, log, settings, inputs, output. It is one door, so
 * that a test can let each single operation fail, and what fails is never something that nobody thought of.
 */
export {
  appendFile,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
