import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportSchemaText } from '../../../build/report-schema.mjs';
import { reportSchema } from '../../../shared/bridge/report';

it('the published schema is the one that the product parses with (npm run reference)', async () => {
  const published = readFileSync(join(import.meta.dirname, '../../../docs/report.schema.json'), 'utf8');
  expect(published).toBe(await reportSchemaText(reportSchema));
});
