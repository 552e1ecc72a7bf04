import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'oxfmt';
import { runnerImport } from 'vite';
import { z } from 'zod';
import { root } from './paths.mjs';

/**
 * The published schema of the report that is saved as JSON, made of the one that the product itself parses with.
 * @param {import('zod').ZodType} reportSchema
 * @returns {Promise<string>} docs/report.schema.json as it should be
 */
export async function reportSchemaText(reportSchema) {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
  const schema = {
    $schema,
    title: 'Handover report of Gangway',
    description:
      'Saved as JSON beside the HTML of the same name. The HTML prints the SHA-256 of exactly this file. A moment is a number: milliseconds since 1970-01-01T00:00Z.',
    ...rest,
  };
  return (await format('schema.json', JSON.stringify(schema), { printWidth: 110 })).code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { module } = await runnerImport(`${root}shared/bridge/report.ts`, {
    configFile: false,
    logLevel: 'error',
  });
  writeFileSync(`${root}docs/report.schema.json`, await reportSchemaText(module.reportSchema));
}
