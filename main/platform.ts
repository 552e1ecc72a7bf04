import type { Outbound } from './outbound';

/**
 * What the surroundings of the app can do for it: dialogs, links, elevation. Electron and the loopback carrier each
 * have one; the wizard knows no other way to the desktop.
 */
export interface Platform {
  readonly carrier: 'electron' | 'loopback';
  /** True only on Windows in the Electron carrier: elsewhere there are practice servers alone. */
  readonly realTargets: boolean;
  /** Whether this process runs with administrator rights (real targets on this computer need it for changes). */
  readonly elevated: boolean;
  /** Language tag of the system, e.g. `fr-FR`. */
  readonly locale: string;
  /** Lets a person choose files or folders; empty when the dialog was closed. */
  pickFiles(): Promise<string[]>;
  /** Lets a person choose a folder; null when the dialog was closed. */
  pickFolder(): Promise<string | null>;
  /** Where the browser of this computer puts downloads, as far as it may be watched here; null: nowhere. */
  readonly downloadFolder: string | null;
  /** The way to public downloads; null where nothing outside is ever reached. */
  readonly outbound: Outbound | null;
  /** Where to save a file; null when the dialog was closed. The loopback carrier answers a path in the data folder. */
  saveAs(suggestedName: string): Promise<string | null>;
  /** Opens a file that Gangway saved in the program that Windows has for it. Throws `file.notOpened`, `target.notAllowed` in a browser. */
  openFile(path: string): Promise<void>;
  /** Shows a file that Gangway saved in its folder. Throws `target.notAllowed` in a browser. */
  showFile(path: string): Promise<void>;
  /** Opens a link of the product's own table in the system's browser. */
  openLink(url: string): Promise<void>;
  /** Starts the app again as administrator with the same target open, and ends this one. */
  relaunchElevated(targetId: string): Promise<void>;
}
