import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandText } from '../../../../main/packages/script/commandText';
import { readScript } from '../../../../main/packages/script/readScript';
import { shapes } from '../../../../main/packages/script/shapes';
import { portalScript } from '../../../fixtures/portalScript';

/** A folder with real scripts of the portal. They are Microsoft's and each is a key to a tenant, so none is here. */
const folder = process.env.GANGWAY_PORTAL_SCRIPTS;
if (folder === undefined)
  console.info('GANGWAY_PORTAL_SCRIPTS names no folder: no real script was looked at');

describe('every known shape', () => {
  it.each(shapes().map((shape, index) => [index, shape] as const))(
    '%i is nearest to a script of its own',
    (_, shape) => {
      const { lines, lacks } = portalScript(shape);
      // The practice scripts have their own test.
      if (shape.slots.some((slot) => 'exactly' in slot)) return;
      const { details, waitsAt } = readScript(`${lines.join('\n')}\n`, 'x.cmd');
      expect(details).toMatchObject({ kind: shape.kind, variant: shape.variant });
      expect(details).toHaveProperty('differences.length', lacks);
      expect(waitsAt === null).toBe(shape.variant === 'groupPolicy');
    },
  );
});

describe.runIf(folder !== undefined)('a real script of the portal', () => {
  it.each(folder === undefined ? [] : readdirSync(folder).filter((name) => /\.cmd$/i.test(name)))(
    '%s has no line that is not known',
    (name) => {
      const { details } = readScript(commandText(readFileSync(join(folder ?? '', name))), name);
      expect('differences' in details ? details.differences : null).toEqual([]);
    },
  );
});
