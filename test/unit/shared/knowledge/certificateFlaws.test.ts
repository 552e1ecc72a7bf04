import { expect, it } from 'vitest';
import { certificateFlaws } from '../../../../shared/knowledge/certificateFlaws';

const certificate = {
  subject: 'O=Contoso, CN=nord-fs03.contoso.lan',
  issuer: 'CN=Contoso CA',
  names: ['nord-fs03.contoso.lan'],
  notBefore: 100,
  notAfter: 200,
  thumbprint: 'A1',
};
const host = 'NORD-FS03.contoso.lan';

it.each([
  ['in order', {}, 150, [], []],
  ['another name', { names: ['old-name'] }, 150, [], ['name']],
  ['a short name', { names: ['nord-fs03'] }, 150, [], ['name']],
  ['a star for one label', { names: ['*.contoso.lan'] }, 150, [], []],
  ['a star for more', { names: ['*.lan'] }, 150, [], ['name']],
  ['its common name, where it lists none', { names: [] }, 150, [], []],
  [
    'its common name, which stands first',
    { names: [], subject: 'CN=nord-fs03.contoso.lan, O=Contoso' },
    150,
    [],
    [],
  ],
  ['no name at all', { names: [], subject: 'O=Contoso' }, 150, [], ['name']],
  ['one of several names', { names: ['old-name', 'nord-fs03.contoso.lan', 'nord-fs03'] }, 150, [], []],
  ['another common name beside those it lists', { names: ['old-name'] }, 150, [], ['name']],
  ['not yet', {}, 99, [], ['expired']],
  ['just now', {}, 100, [], []],
  ['just still', {}, 200, [], []],
  ['no more, as its own dates say', {}, 201, [], ['expired']],
  ['no more, as the chain says', {}, 150, ['NotTimeValid'], ['expired']],
  ['without a date to end', { notAfter: null }, 201, [], []],
  ['without a date to begin', { notBefore: null }, -1, [], []],
  ['an unknown authority', {}, 150, ['UntrustedRoot'], ['authority']],
  [
    'a chain that breaks off',
    {},
    150,
    ['PartialChain', 'RevocationStatusUnknown'],
    ['authority', 'revocation'],
  ],
  ['revoked', {}, 150, ['Revoked'], ['revoked']],
  ['its list is out of reach', {}, 150, ['RevocationStatusUnknown', 'OfflineRevocation'], ['revocation']],
  ['not made for servers', {}, 150, ['NotValidForUsage'], ['use']],
  [
    'two flaws at once (row platform/winrm-cert-two-flaws)',
    { names: ['x'] },
    150,
    ['UntrustedRoot'],
    ['name', 'authority'],
  ],
  ['a flag of no concern', {}, 150, ['HasWeakSignature'], []],
  ['nothing found, and its chain not asked', {}, 150, null, null],
  ['a name found, and its chain not asked', { names: ['x'] }, 150, null, ['name']],
])('%s', (_what, changes, now, statuses, flaws) => {
  expect(certificateFlaws({ ...certificate, ...changes }, host, now, statuses)).toEqual(flaws);
});

it('says where none could be read', () => {
  expect(certificateFlaws(null, host, 150, null)).toEqual(['unread']);
});
