import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { practiceStateSchema, type Received } from '../../../main/practice/machine/practiceState';

/** What a practice server received, from the file in which it is kept. */
export async function receivedBy(folder: string, machine: string): Promise<readonly Received[]> {
  const text = await readFile(join(folder, 'practice', `${machine}.json`), 'utf8');
  return practiceStateSchema.parse(JSON.parse(text)).received;
}

/** The changes among them, by name. */
export const changesIn = (received: readonly Received[]): string[] =>
  received.filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
