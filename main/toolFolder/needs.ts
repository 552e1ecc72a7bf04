import type { Readable } from 'node:stream';
import type { toolFolderRequests } from '../../shared/bridge/toolFolderRequests';
import type { Handlers } from '../bridge/dispatch';
import type { SiteNeedsOfApp } from '../site/needs';

/** The folders for Server 2008 R2: what their requests do, and a result that a browser sends because it cannot give a path. */
export interface ToolFolders {
  readonly handlers: Pick<Handlers, keyof typeof toolFolderRequests>;
  /** Takes in a result as bytes. Throws as `pickToolResult` does. */
  upload(bytes: Readable): Promise<void>;
}

/** What they need of the app. */
export type ToolFolderNeeds = Pick<
  SiteNeedsOfApp,
  'dataFolder' | 'session' | 'settings' | 'platform' | 'libraries' | 'onQuarantine' | 'version' | 'now'
>;
