// Writes the practice packages to main/packages/practice. Usage: node build/practice-packages.mjs
// The installation package needs wixl and has its own script: build/practice-msi/make.sh.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
/** @type {{ module: typeof import('./practice/files.ts') }} */
const { module } = await runnerImport(join(root, 'build/practice/files.ts'));
for (const [name, bytes] of module.practicePackageFiles()) {
  const path = join(root, 'main/packages/practice', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
