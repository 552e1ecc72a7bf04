import { join } from 'node:path';
import { defaultSettings, settingsSchema, type Settings } from '../shared/model/settings';
import { openDocument, type StoredDocument } from './disk/document';
import type { Quarantined } from './disk/quarantine';

/** Opens `<data>/settings.json`. A damaged file is set aside and the defaults hold. */
export function openSettings(
  data: string,
  onQuarantine: (found: Quarantined) => void,
): Promise<StoredDocument<Settings>> {
  return openDocument({
    path: join(data, 'settings.json'),
    schema: settingsSchema,
    empty: defaultSettings,
    onQuarantine,
  });
}
