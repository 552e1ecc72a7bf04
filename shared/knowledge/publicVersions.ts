import { derived, type Doubt } from './source';

/** An update by whose version a server is judged. */
export type Updated = 'platform' | 'sensor' | 'intelligence';

/** A version that was public on a day, with where that was seen. */
export interface PublicVersion {
  readonly version: string;
  /** The day on which it was seen, `YYYY-MM-DD`. */
  readonly day: string;
  readonly source: string;
  readonly doubt: Doubt | null;
}

/**
 * The newest version of each update that was seen to be public. A server below it is behind for certain; one that has it is up to date
 * only while nothing newer can be expected (`countsDays`).
 */
export const publicVersions: Readonly<Record<Updated, PublicVersion>> = {
  // Row servicing/servicing-platform-file-names.
  platform: {
    version: '4.18.26080.4',
    day: '2026-09-20',
    source: 'Microsoft Update Catalog, KB4052623, 2026-09-20',
    doubt: null,
  },
  // Row defender/mde-reg-min-versions: what Microsoft's analyzer of that day asked for at least, so it was public then.
  sensor: {
    version: '10.8049.22439.1084',
    day: '2024-05-08',
    source: 'MDEClientAnalyzer.ps1 of 2024-05-08',
    doubt: derived,
  },
  // Row servicing/servicing-dism-staged-msu-german.
  intelligence: {
    version: '1.459.239.0',
    day: '2026-09-16',
    source: 'github.com/arkenoi/qubes-win-idd-driver, 2026-09-16',
    doubt: null,
  },
};

/**
 * For so many days after it was seen an entry counts as the newest: platform and sensor are renewed every month, intelligence several
 * times a day (microsoft-defender-antivirus-updates, 2025-04-09).
 */
export const countsDays: Readonly<Record<Updated, number>> = { platform: 31, sensor: 31, intelligence: 1 };
