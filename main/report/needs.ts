import type { Settings } from '../../shared/model/settings';
import type { ConnectNeeds } from '../connect/needs';
import type { StoredDocument } from '../disk/document';
import type { Journal } from '../journal/journal';
import type { Platform } from '../platform';

/** What the report, and the plan as a file, need of the app. */
export interface ReportNeeds extends Pick<ConnectNeeds, 'trustedHosts' | 'notice' | 'now'> {
  readonly platform: Pick<Platform, 'locale' | 'saveAs' | 'openFile' | 'showFile'>;
  readonly settings: StoredDocument<Settings>;
  readonly version: string;
  readonly journal: Journal;
}
