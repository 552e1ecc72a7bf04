import { join } from 'node:path';
import { fieldPlanSchema, type FieldPlan } from '../../shared/field/fieldPlan';
import { readFile } from '../disk/files';
import { replaceFile } from '../disk/replaceFile';
import { systemCode } from '../disk/retryBusy';
import { sha256 } from './hashed';

/** The plans of field kits as they were written, each by the name of its kit. They are evidence, and stay. */
export interface Kits {
  /** Keeps the text of a plan. Rejects with the error of the file system. */
  keep(nonce: string, text: string): Promise<void>;
  /** The plan of a kit with the SHA-256 of its text; null where none of that name was written here. */
  find(nonce: string): Promise<{ readonly plan: FieldPlan; readonly sha256: string } | null>;
}

/** Keeps them in a folder, which need not exist yet. */
export function createKits(folder: string): Kits {
  const pathOf = (nonce: string) => join(folder, `${nonce}.json`);
  return {
    keep: (nonce, text) => replaceFile(pathOf(nonce), text),
    async find(nonce) {
      if (!fieldPlanSchema.shape.nonce.safeParse(nonce).success) return null;
      let text: string;
      try {
        text = await readFile(pathOf(nonce), 'utf8');
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return null;
        throw error;
      }
      return { plan: fieldPlanSchema.parse(JSON.parse(text)), sha256: sha256(text) };
    },
  };
}
