import type { ServerState } from '../../../shared/model/facts';

/** Which of the two ways an onboarding information sets, as `Connectivity.ps1` reads it: from two fields, in one word. */
export function connectivityOf(info: string | null): ServerState['policy']['connectivity'] {
  if (info === null) return null;
  if (/partnerGeoLocation[\\"]*\s*:\s*[\\"]*GW_[A-Z0-9]+[\\"]/i.test(info)) return 'streamlined';
  const found = /geoLocationUrl[\\"]*\s*:\s*[\\"]*(?:https?:(?:\\*\/){2})?([a-z0-9.-]+)/i.exec(info);
  const host = found?.[1] ?? '';
  if (/\.endpoint\.security\.microsoft\.(?:com|us)$/i.test(host)) return 'streamlined';
  return /^winatp-gw-[a-z0-9-]+\.microsoft\.(?:com|us)$/i.test(host) ? 'standard' : 'unknown';
}
