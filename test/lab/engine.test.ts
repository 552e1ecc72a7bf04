import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithLab, holdsLab } from './engine';

describeWithLab('what an engine can hold', (engine) => {
  it('is the fake Windows where the engine reads a registry file, and not where it does not', () => {
    expect(holdsLab(engine)).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'gangway-ordinary-'));
    try {
      const ordinary = join(folder, 'pwsh');
      writeFileSync(ordinary, `#!/bin/sh\nunset GANGWAY_REGISTRY\nexec '${engine}' "$@"\n`);
      chmodSync(ordinary, 0o755);
      expect(holdsLab(ordinary)).toBe(false);
      expect(holdsLab(join(folder, 'nothing'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
