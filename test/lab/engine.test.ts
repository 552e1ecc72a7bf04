import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithLabEngine, readsRegistryFile } from './engine';

describeWithLabEngine('what an engine can by itself', 'reads no registry file', (engine) => {
  it('is told by asking it: one that is given no registry file is ordinary', () => {
    expect(readsRegistryFile(engine)).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'gangway-ordinary-'));
    try {
      const ordinary = join(folder, 'pwsh');
      writeFileSync(ordinary, `#!/bin/sh\nunset GANGWAY_REGISTRY\nexec '${engine}' "$@"\n`);
      chmodSync(ordinary, 0o755);
      expect(readsRegistryFile(ordinary)).toBe(false);
      expect(readsRegistryFile(join(folder, 'nothing'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
