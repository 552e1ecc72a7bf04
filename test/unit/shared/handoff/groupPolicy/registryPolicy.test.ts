import { describe, expect, it } from 'vitest';
import type { HandOff } from '../../../../../shared/handoff/files';
import type { Direction } from '../../../../../shared/model/handOff';
import { noWishes } from '../../../../../shared/model/wishes';
import { hasSamba, python } from '../../../../fixtures/xml';
import { madePolicies, textAt } from '../../../../fixtures/policies';
import { wantedHandOff } from '../../../../fixtures/handOff';

const fail = (): never => {
  throw new Error('nothing there');
};
const polOf = ({ files }: HandOff): Uint8Array => {
  const found = files.find(({ path }) => path.endsWith('registry.pol'))?.content;
  return found instanceof Uint8Array ? found : fail();
};

describe('the registry of a policy', () => {
  const two = (direction: Direction) =>
    polOf(madePolicies(direction, { wishes: { ...noWishes, mode: 'passive', sampleCollection: 'allowed' } }));

  it('begins with its sign and version, and ends a number as Windows does', () => {
    const bytes = two('onboard');
    // Two values of these names make a file of this length (read and packed again by Samba to the same bytes).
    expect(bytes.length).toBe(402);
    expect([...bytes.slice(0, 8)]).toEqual([0x50, 0x52, 0x65, 0x67, 1, 0, 0, 0]);
    expect(Buffer.from(bytes.slice(-20)).toString('hex')).toBe('3b00040000003b00040000003b00010000005d00');
  });

  it.skipIf(!hasSamba)('is what Samba reads, and packs again to the same bytes', () => {
    const read = (bytes: Uint8Array) =>
      python(
        `
import json, sys
from samba.dcerpc import preg
from samba.ndr import ndr_pack, ndr_unpack
given = bytes.fromhex(json.load(sys.stdin))
file = ndr_unpack(preg.file, given)
print(json.dumps({'same': ndr_pack(file) == given, 'entries': [[one.keyname, one.valuename, one.type, one.data] for one in file.entries]}))`,
        Buffer.from(bytes).toString('hex'),
      );
    const sensor = 'SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
    expect(
      read(
        polOf(madePolicies('onboard', { wishes: { ...wantedHandOff.wishes, deviceTag: 'Nörd ]; 😀 %' } })),
      ),
    ).toEqual({
      same: true,
      entries: [
        [sensor, 'ForceDefenderPassiveMode', 4, 1],
        [`${sensor}\\DeviceTagging`, 'Group', 1, 'Nörd ]; 😀 %'],
        [sensor, 'AllowSampleCollection', 4, 0],
      ],
    });
    expect(read(polOf(madePolicies('remove')))).toEqual({
      same: true,
      entries: [
        [sensor, '**del.ForceDefenderPassiveMode', 1, ' '],
        [`${sensor}\\DeviceTagging`, 'Group', 1, ''],
        [sensor, '**del.AllowSampleCollection', 1, ' '],
      ],
    });
  });

  it.skipIf(!hasSamba)('lies beside a descriptor that gives SYSTEM and administrators everything', () => {
    const hex =
      /<SecurityDescriptor>([0-9a-f ]+)</.exec(textAt(madePolicies('onboard'), 'Backup.xml'))?.[1] ?? '';
    expect(
      python(
        `
import json, sys
from samba.dcerpc import security
from samba.ndr import ndr_unpack
print(json.dumps(ndr_unpack(security.descriptor, bytes.fromhex(json.load(sys.stdin).replace(' ', ''))).as_sddl(security.dom_sid('S-1-5-21-1-2-3'))))`,
        hex,
      ),
    ).toBe('O:BAG:BAD:(A;;GA;;;SY)(A;;GA;;;BA)');
  });
});
