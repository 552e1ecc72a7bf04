import { expect, it } from 'vitest';
import { countsDays, publicVersions, type Updated } from '../../../../../shared/knowledge/publicVersions';
import { currencyNotes } from '../../../../../shared/plan/settings/currency';
import { holds, rowOf } from '../../../../ground/row';

const { version, day } = publicVersions.platform;
const seen = Date.parse(day);
const dayMs = 24 * 60 * 60_000;
const said = (have: string, library: string | null, days: number) =>
  currencyNotes('platform', have, library, seen + days * dayMs).map(({ id, values }) => [id, values]);

it('a file of the library that is newer proves that a server is behind, and so does a version that was public', () => {
  expect(said('4.18.1.1', '4.18.99999.1', 999)).toEqual([
    ['updates.libraryNewer', { version: '4.18.99999.1' }],
  ]);
  expect(said('4.18.1.1', '4.18.2.1', 999)).toEqual([
    ['updates.libraryNewer', { version: '4.18.2.1' }],
    ['updates.publicSince', { version, day }],
  ]);
  expect(said('4.18.1.1', null, 999)).toEqual([['updates.publicSince', { version, day }]]);
});

it('a server with all that is known is up to date by the library, by a young list, or by nothing', () => {
  expect(said('4.18.99999.1', '4.18.99999.1', 999)).toEqual([
    ['updates.asLibrary', { version: '4.18.99999.1' }],
  ]);
  expect(said(version, null, 30)).toEqual([['updates.asPublic', { version, day }]]);
  expect(said(version, null, 31)).toEqual([['updates.listOld', { day, days: 31 }]]);
});

it('an old file of the library does not make a server current that is behind the list', () => {
  expect(said('4.18.2.1', '4.18.2.1', 0)).toEqual([['updates.publicSince', { version, day }]]);
});

it('each entry of the list is what its row shows, and the list counts for days', () => {
  expect(holds(rowOf('servicing/servicing-platform-file-names'), publicVersions.platform.version)).toBe(true);
  expect(holds(rowOf('defender/mde-reg-min-versions'), publicVersions.sensor.version)).toBe(true);
  const { source, shows } = rowOf('servicing/servicing-dism-staged-msu-german');
  expect(JSON.stringify(shows)).toContain(publicVersions.intelligence.version);
  expect(source).toContain(publicVersions.intelligence.day);
  const updates: readonly Updated[] = ['platform', 'sensor', 'intelligence'];
  for (const what of updates) {
    expect(publicVersions[what].day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(countsDays[what]).toBeGreaterThan(0);
  }
});
