import { describe, expect, it } from 'vitest';
import { packageKinds } from '../../../../shared/knowledge/packageKinds';
import english from '../../../../shared/locales/en/packages.json';
import french from '../../../../shared/locales/fr/packages.json';
import {
  packageKindSchema,
  packageSchema,
  refusalCodeSchema,
  signatureSchema,
} from '../../../../shared/model/packages';

const languages = { english, french };

/** All texts of a tree with their paths. */
function texts(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? texts(value, `${path}${key}.`)
      : [[path + key, String(value)]],
  );
}

describe.each(Object.entries(languages))('the %s texts about packages', (_name, language) => {
  it('have a title, a cause and one next step for every refusal, and for no other', () => {
    expect(Object.keys(language.refusal).sort()).toEqual([...refusalCodeSchema.options].sort());
    for (const [code, parts] of Object.entries(language.refusal)) {
      expect(Object.keys(parts), code).toEqual(['title', 'cause', 'next']);
    }
  });

  it('name every kind, signature state and detail', () => {
    const { state, detail } = signatureSchema.shape;
    expect(Object.keys(language.kind).sort()).toEqual([...packageKindSchema.options].sort());
    expect(Object.keys(language.signature.state).sort()).toEqual([...state.options].sort());
    expect(Object.keys(language.signature.detail).sort()).toEqual([...detail.unwrap().options].sort());
  });

  it('keep the tone: no empty text, no exclamation, no plea', () => {
    for (const [path, text] of texts(language)) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/!|please|successfully|oops|s’il vous plaît/i);
    }
  });
});

describe('the texts about packages', () => {
  it('have a no-break space before double punctuation in French', () => {
    for (const [path, text] of texts(french))
      expect(text, path).not.toMatch(/ [:;?!»]|[a-zé0-9][:;?!](?:\s|$)/);
  });
});

describe('the kinds of package', () => {
  it('are all described once, with their source', () => {
    expect(packageKinds.map(({ kind }) => kind)).toEqual(packageKindSchema.options);
    for (const { source, checked } of packageKinds) {
      expect(URL.canParse(source)).toBe(true);
      expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('cannot be one thing outside and another inside', () => {
    const pkg = {
      sha256: '0'.repeat(64),
      name: 'Install.ps1',
      bytes: 1,
      addedAt: 0,
      from: null,
      kind: 'installScript',
      practice: false,
      signature: { state: 'notCheckedHere', signer: null, detail: null },
      details: { kind: 'installScript', version: null },
    };
    expect(packageSchema.safeParse(pkg).success).toBe(true);
    expect(packageSchema.safeParse({ ...pkg, kind: 'onboarding' }).success).toBe(false);
    expect(packageSchema.safeParse({ ...pkg, extra: 1 }).success).toBe(false);
  });
});
