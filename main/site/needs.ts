import type { Readable } from 'node:stream';
import type { siteRequests } from '../../shared/bridge/siteRequests';
import type { Settings } from '../../shared/model/settings';
import type { Handlers } from '../bridge/dispatch';
import type { Quarantined } from '../disk/quarantine';
import type { StoredDocument } from '../disk/document';
import type { Library } from '../packages/library';
import type { PracticeFile } from '../packages/practicePackages';
import type { Platform } from '../platform';
import type { SessionStore } from '../session';

/** What the room of the kits needs of the app. */
export interface SiteNeedsOfApp {
  readonly dataFolder: string;
  readonly session: SessionStore;
  readonly settings: StoredDocument<Settings>;
  readonly platform: Pick<
    Platform,
    'carrier' | 'realTargets' | 'locale' | 'pickFiles' | 'pickFolder' | 'saveAs'
  >;
  readonly libraries: { readonly real: Library; readonly practice: Library };
  /** Shows both libraries as they are now. */
  readonly showLibraries: () => void;
  /** The files that come with the app for practice. */
  readonly practiceFiles: readonly PracticeFile[];
  readonly onQuarantine: (found: Quarantined) => void;
  /** Lets work go on that no request waits for. */
  readonly goOn: (work: Promise<void>) => void;
  readonly version: string;
  readonly now: () => number;
}

/** The kits for sites: what their requests do, and files that a browser sends because it cannot give a path. */
export interface Sites {
  readonly handlers: Pick<Handlers, keyof typeof siteRequests>;
  /** Takes a kit as a zip (`site`), or Gangway's own zip (`siteProgram`). */
  upload(what: 'site' | 'siteProgram', name: string, bytes: Readable, declared: number | null): Promise<void>;
}
