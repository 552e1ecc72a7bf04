import type { Evidence } from '../evidence';
import { bad, good, open, type ServerQuestion } from '../question';
import { factsOf, instant } from './asking';
import { fromRead, unreadPart, type Given } from './readSensor';

type Sources = Given<'Get-UpdateSource'>;

const week = 7 * 24 * 60 * 60_000;
/** Older than a week: then something of the source is to be mended (the check `signaturesAge` has the same border). */
const isOld = (evidence: Evidence): boolean => {
  const { readAt, defender } = factsOf(evidence);
  return defender.signaturesUpdatedAt !== null && readAt - defender.signaturesUpdatedAt > week;
};

const usesWsus = ({ wsus }: Sources): boolean => wsus.use && wsus.server !== null;

/** Whether a source of the order can bring anything here: its names are those of Set-MpPreference. */
function leadsSomewhere(source: string, sources: Sources): boolean {
  switch (source.trim().toLowerCase()) {
    case 'internaldefinitionupdateserver':
      return usesWsus(sources);
    case 'fileshares':
      return sources.signatures.fileShares !== null;
    case 'microsoftupdateserver':
    case 'mmpc':
      return true;
    default:
      return false;
  }
}

/** Where updates come from. */
export const sourceQuestions: readonly ServerQuestion[] = [
  fromRead('orderLeads', 'Get-UpdateSource', 'SignatureFallbackOrder', (given) => {
    const { fallbackOrder } = given.signatures;
    const raw = `SignatureFallbackOrder = ${fallbackOrder ?? '-'}, WUServer = ${given.wsus.server ?? '-'}`;
    if (fallbackOrder === null) {
      const reason = unreadPart(given, 'signatures');
      return reason === null ? good(raw) : open(reason);
    }
    return fallbackOrder.split('|').some((source) => leadsSomewhere(source, given))
      ? good(raw)
      : bad('updateOrder', raw);
  }),
  fromRead('shareFresh', 'Get-UpdateSource', 'SharedSignatureRoot', (given, evidence) => {
    const { sharedRoot } = given.signatures;
    const raw = `SharedSignatureRoot = ${sharedRoot ?? '-'}`;
    if (sharedRoot === null) {
      const reason = unreadPart(given, 'signatures');
      return reason === null ? good(raw) : open(reason);
    }
    return isOld(evidence) ? bad('sharedRootOld', raw) : good(raw);
  }),
  fromRead('wsusBrings', 'Get-UpdateSource', 'WUServer', (given) => {
    const { wsus, received, other } = given;
    const raw = `WUServer = ${wsus.server ?? '-'}, KB2267602 = ${instant(received.find(({ kb, ok }) => kb === 'KB2267602' && ok)?.at ?? null)}`;
    if (!usesWsus(given)) return good(raw);
    const came = received.some(({ kb, from, ok }) => kb === 'KB2267602' && from === 'wsus' && ok);
    const asked =
      given.signatures.fallbackOrder?.toLowerCase().includes('internaldefinitionupdateserver') ?? true;
    // It brings other updates and none of Defender's, although Defender asks it first.
    if (!came && asked && other?.from === 'wsus') return bad('wsusCategory', raw);
    const reason = unreadPart(given, 'received', 'other');
    return reason === null ? good(raw) : open(reason);
  }),
  fromRead('notMetered', 'Get-UpdateSource', 'MeteredConnectionUpdates', ({ metered, signatures }) => {
    const raw = `Metered = ${String(metered ?? '-')}, MeteredConnectionUpdates = ${String(signatures.onMetered ?? '-')}`;
    if (metered === null) return open(raw);
    return metered && signatures.onMetered !== true ? bad('meteredConnection', raw) : good(raw);
  }),
  fromRead(
    'sourceDelivers',
    'Get-UpdateSource',
    'Microsoft-Windows-Windows Defender/Operational',
    (given) => {
      const { lastFailure, updatedAt } = given.signatures;
      const reason = unreadPart(given, 'signatures');
      if (lastFailure === null || lastFailure.at < (updatedAt ?? 0))
        return reason === null ? good(`Defender 2001 = -, ${instant(updatedAt)}`) : open(reason);
      return bad(
        'updateSourceFails',
        `Defender 2001, ${lastFailure.code ?? '-'}, ${lastFailure.source ?? '-'}, ${instant(lastFailure.at)}`,
      );
    },
  ),
];
