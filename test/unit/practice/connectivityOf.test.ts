import { expect, it } from 'vitest';
import { connectivityOf } from '../../../main/practice/answers/connectivityOf';

/** As it lies in the registry: JSON within JSON. */
const info = (body: object) => JSON.stringify({ body: JSON.stringify(body), sig: 'x' });

// Rows defender/mde-analyzer-streamlined and defender/mde-script-body-streamlined; the lab holds the script to the same words.
it.each([
  [null, null],
  [info({ geoLocationUrl: 'https://winatp-gw-weu.microsoft.com/' }), 'standard'],
  [info({ geoLocationUrl: 'https://edr-weu.eu.endpoint.security.microsoft.com/edr/' }), 'streamlined'],
  [info({ geoLocationUrl: 'https://x.example/', partnerGeoLocation: 'GW_US' }), 'streamlined'],
  [info({ geoLocationUrl: 'https://winatp-gw-weu.microsoft.com.evil.example/' }), 'unknown'],
  ['no JSON at all', 'unknown'],
])('%s is %s', (value, way) => {
  expect(connectivityOf(value)).toBe(way);
});
