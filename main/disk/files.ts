/**
 * Every file operation on what Gangway keeps of its own work: journal, log, settings, inputs, output. All of them go through here, so
 * that a test can let each single operation fail.
 */
export {
  appendFile,
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  truncate,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
