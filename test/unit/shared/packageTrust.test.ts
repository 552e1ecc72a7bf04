import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type SignatureEvidence,
  judgeSignature,
  refusalBySignature,
  signatureEvidenceSchema,
} from '../../../shared/packageTrust';

const now = Date.parse('2026-11-24T12:00:00Z');
/** As Windows prints the signer of Install.ps1: a certificate that has ended, and a time stamp. */
const good: SignatureEvidence = {
  status: 'Valid',
  subject: 'CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  rootSubject:
    'CN=Microsoft Root Certificate Authority 2010, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  codeSigning: true,
  notAfter: Date.parse('2024-10-16T00:00:00Z'),
  checkedAt: now,
  timeStamped: true,
  revocation: 'good',
};

function judged(change: Partial<SignatureEvidence>): (string | null)[] {
  const signature = judgeSignature({ ...good, ...change });
  return [signature.state, signature.detail, refusalBySignature(signature)];
}

describe('a signature', () => {
  it.each([
    ['of Microsoft, ended but time-stamped', {}, ['valid', null, null]],
    [
      'of Microsoft, ended, without time stamp',
      { timeStamped: false },
      ['invalid', 'expired', 'signatureUnproved'],
    ],
    [
      'of Microsoft, ended, time stamp not known',
      { timeStamped: null },
      ['invalid', 'expired', 'signatureUnproved'],
    ],
    [
      'of Microsoft, not ended, without time stamp',
      { notAfter: now + 1, timeStamped: false },
      ['valid', null, null],
    ],
    ['whose revocation server is away', { revocation: 'offline' }, ['valid', 'offline', null]],
    ['that was revoked', { revocation: 'revoked' }, ['invalid', 'revoked', 'signatureUnproved']],
    ['not for code', { codeSigning: false }, ['invalid', 'notForCode', 'signatureUnproved']],
    [
      'whose chain ends elsewhere',
      { rootSubject: 'CN=x, O=Evil' },
      ['invalid', 'untrustedRoot', 'signatureUnproved'],
    ],
    ['over other content', { status: 'HashMismatch' }, ['invalid', 'hashMismatch', 'altered']],
    ['nobody trusts', { status: 'NotTrusted' }, ['invalid', 'untrustedRoot', 'signatureUnproved']],
    ['Windows cannot judge', { status: 'UnknownError' }, ['invalid', 'unknown', 'signatureUnproved']],
    ['on an odd file', { status: 'NotSupportedFileFormat' }, ['invalid', 'unknown', 'signatureUnproved']],
    ['of an odd version', { status: 'Incompatible' }, ['invalid', 'unknown', 'signatureUnproved']],
    ['that is not there', { status: 'NotSigned', subject: null }, ['notSigned', null, 'notSigned']],
    ['without a signer', { subject: null }, ['wrongPublisher', null, 'wrongPublisher']],
  ] satisfies [string, Partial<SignatureEvidence>, (string | null)[]][])('%s', (_what, change, expected) => {
    expect(judged(change)).toEqual(expected);
  });

  it.each([
    'CN=Evil, O=Evil Ltd',
    'CN="Evil, O=Microsoft Corporation", O=Evil Ltd',
    'CN="Evil "", O=Microsoft Corporation", O=Evil Ltd',
    'CN=Evil, O="Microsoft Corporation, Inc"',
    'CN=Evil, O=Microsoft Corporation Ltd',
    'CN=Evil, O=microsoft corporation',
    'CN=Evil, OU=Microsoft Corporation',
    'CN=Evil, O=Microsoft Corporation, O=Evil Ltd',
    'O=Microsoft Corporation+O=Evil',
    'CN=Microsoft Corporation',
    '',
  ])('of %j is somebody else’s', (subject) => {
    expect(judged({ subject })).toEqual(['wrongPublisher', null, 'wrongPublisher']);
  });

  it.each([
    'O=Microsoft Corporation',
    'CN=x,O = Microsoft Corporation ,C=US',
    'CN=x, O="Microsoft Corporation"',
  ])('of %j is Microsoft’s', (subject) => {
    expect(judged({ subject })[0]).toBe('valid');
  });

  it('is never called valid without Windows, the publisher and the purpose agreeing', () => {
    const evidence: fc.Arbitrary<SignatureEvidence> = fc.record({
      status: fc.constantFrom(...signatureEvidenceSchema.shape.status.options),
      subject: fc.constantFrom(good.subject, 'O=Evil', null),
      rootSubject: fc.constantFrom(good.rootSubject, 'O=Evil', null),
      codeSigning: fc.constantFrom(true, false, null),
      notAfter: fc.constantFrom(now - 1, now, now + 1, null),
      checkedAt: fc.constant(now),
      timeStamped: fc.constantFrom(true, false, null),
      revocation: fc.constantFrom(...signatureEvidenceSchema.shape.revocation.options),
    });
    fc.assert(
      fc.property(evidence, (one) => {
        const signature = judgeSignature(one);
        const valid = signature.state === 'valid';
        const agreed =
          one.status === 'Valid' &&
          one.subject === good.subject &&
          one.rootSubject !== 'O=Evil' &&
          one.codeSigning !== false &&
          one.revocation !== 'revoked' &&
          (one.notAfter === null || one.notAfter >= now || one.timeStamped === true);
        expect(valid).toBe(agreed);
        expect(refusalBySignature(signature) === null).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });
});
