import { useTexts } from '../../useTexts';
import type { ServerState } from '../../../shared/model/facts';
import type { ModeReturn } from '../../../shared/plan/guard';
import { Note } from '../../components/note';
import { otherProtector } from '../protector';

/** What the undo of a mode leads to, and the server it is asked for. */
export interface WhatFollowsProps {
  readonly follows: ModeReturn;
  readonly facts: ServerState;
}

/** Who blocks threats once the mode was taken back: said before a name is typed, and red where two do or nobody does. */
export function WhatFollows({ follows, facts }: WhatFollowsProps) {
  const { t } = useTexts('frame');
  const { guard, defender } = follows;
  const product = otherProtector(facts) ?? '';
  if (guard === 'two' || guard === 'none')
    return (
      <Note tone="stopped" lead={t(`undo.then.${guard}.lead`, { product })}>
        {t(`undo.then.${guard}.text`, { product })} {t('undo.open')}
      </Note>
    );
  return (
    <Note>
      {t(`undo.then.${defender === 'passive' && guard === 'unknown' ? 'passiveUnknown' : defender}`, {
        product,
      })}{' '}
      {t('undo.open')}
    </Note>
  );
}
