import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import en from '../../../../shared/locales/en/packages.json';
import fr from '../../../../shared/locales/fr/packages.json';
import {
  type SignatureEvidence,
  differencesOf,
  isUnconfirmed,
  judgeSignature,
  refusalBySignature,
  signatureEvidenceSchema,
} from '../../../../shared/kit/packageTrust';
import type { ScriptDifference } from '../../../../shared/model/scriptDifferences';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { holds, rowOf } from '../../../ground/row';

/** As Windows prints the signer of Install.ps1, whose certificate has ended and whose time stamp keeps it `Valid`. */
const good: SignatureEvidence = {
  status: 'Valid',
  subject: 'CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
};

function judged(change: Partial<SignatureEvidence>): (string | null)[] {
  const signature = judgeSignature({ ...good, ...change });
  return [signature.state, signature.detail, refusalBySignature(signature)];
}

describe('a signature', () => {
  it.each([
    ['of Microsoft', {}, ['valid', null, null]],
    // The signer is named even then (capture servicing/servicing-authenticode-embedded-microsoft), and proves nothing.
    ['over other content', { status: 'HashMismatch' }, ['invalid', 'hashMismatch', 'altered']],
    ['that is forbidden here', { status: 'NotTrusted' }, ['invalid', 'distrusted', 'signatureUnproved']],
    // An unknown root, an ended certificate without time stamp, a held file (servicing/servicing-authenticode-status-words).
    ['Windows cannot prove', { status: 'UnknownError' }, ['invalid', 'unproved', 'signatureUnproved']],
    ['on an odd file', { status: 'NotSupportedFileFormat' }, ['invalid', 'unproved', 'signatureUnproved']],
    ['of an odd version', { status: 'Incompatible' }, ['invalid', 'unproved', 'signatureUnproved']],
    ['that is not there', { status: 'NotSigned', subject: null }, ['notSigned', null, 'notSigned']],
    ['without a signer', { subject: null }, ['wrongPublisher', null, 'wrongPublisher']],
  ] satisfies [string, Partial<SignatureEvidence>, (string | null)[]][])('%s', (_what, change, expected) => {
    expect(judged(change)).toEqual(expected);
  });

  // Windows asks for no revocation (row platform/authenticode-no-revocation): nothing of that is claimed.
  it.each(signatureEvidenceSchema.shape.status.options)(
    'has the state %s, as Windows maps results',
    (status) => {
      expect(holds(rowOf('platform/authenticode-status-map'), status)).toBe(true);
    },
  );

  it.each([
    ['platform/authenticode-untrusted-root', 'UnknownError', 'signatureUnproved'],
    ['platform/authenticode-not-signed', 'NotSigned', 'notSigned'],
    ['platform/authenticode-catalog', 'Valid', null],
  ] as const)('as in %s, %s: %s', (row, status, refusal) => {
    expect(holds(rowOf(row), status)).toBe(true);
    const subject = status === 'NotSigned' ? null : good.subject;
    expect(judged({ status, subject })[2]).toBe(refusal);
  });

  // By the organisation and never by one issuer: of two signatures Windows shows that of a catalogue (row servicing/servicing-authenticode-catalog-wins).
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
    'CN=x O=Microsoft Corporation',
    'O=Microsoft Corporation, O=Microsoft Corporation',
    // Quotes are taken off a value as a whole, or not at all.
    'O=Micro"soft Corporation"',
    'O="Microsoft Corp"oration',
    '',
  ])('of %j is somebody else’s', (subject) => {
    expect(judged({ subject })).toEqual(['wrongPublisher', null, 'wrongPublisher']);
  });

  it.each([
    'O=Microsoft Corporation',
    'CN=x,O = Microsoft Corporation ,C=US',
    'CN=x, O="Microsoft Corporation"',
    'CN=x,   O  =  Microsoft Corporation  ',
    'o=Microsoft Corporation',
    'CN="a ""quoted"", name", O=Microsoft Corporation',
    'CN=x+O=Microsoft Corporation',
    // A part without a value names nobody.
    'O=Microsoft Corporation, Ox',
  ])('of %j is Microsoft’s', (subject) => {
    expect(judged({ subject })[0]).toBe('valid');
  });

  it('is never called valid without Windows and the publisher agreeing', () => {
    const evidence: fc.Arbitrary<SignatureEvidence> = fc.record({
      status: fc.constantFrom(...signatureEvidenceSchema.shape.status.options),
      subject: fc.constantFrom(good.subject, 'O=Evil', null),
    });
    fc.assert(
      fc.property(evidence, (one) => {
        const signature = judgeSignature(one);
        const valid = signature.state === 'valid';
        expect(valid).toBe(one.status === 'Valid' && one.subject === good.subject);
        expect(refusalBySignature(signature) === null).toBe(valid);
      }),
    );
  });

  it.each(['en', 'fr'])('is never said to be proved beyond what Windows was asked, in %s', (language) => {
    const words = JSON.stringify(language === 'en' ? en.signature : fr.signature);
    expect(words).not.toMatch(/revo[ck]|révo|chain|chaîne/i);
  });
});

describe('the lines of a script that nobody knows', () => {
  const differences: ScriptDifference[] = [{ is: 'own', line: 2, text: 'calc' }];
  const confirmation = { at: 1, by: 'Ada' };
  it.each([
    ['as the portal gives it', anOnboardingPackage(), 0, false],
    ['with a line of its own', anOnboardingPackage({}, { differences }), 1, true],
    ['whose line was confirmed', anOnboardingPackage({ confirmation }, { differences }), 1, false],
    ['that is no script', aPackage('step', { kind: 'platformStep', version: '4.18.2001.10' }), 0, false],
  ])('of a file %s', (_, pkg, count, unconfirmed) => {
    expect([differencesOf(pkg).length, isUnconfirmed(pkg)]).toEqual([count, unconfirmed]);
  });
});
