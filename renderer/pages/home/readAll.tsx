import { ArrowSyncRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../useTexts';
import type { ReadRound } from '../../../shared/model/servers/readings';
import { roundCount } from '../../../shared/several/readRules';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import '../../components/section.css';

/** The servers that are shown, by kind, and the round over them that was begun last. */
export interface ReadAllProps {
  readonly practice: boolean;
  readonly targetIds: readonly string[];
  readonly round: ReadRound | null;
  /** True while the list shows only some of its servers: then only those are read. */
  readonly narrowed: boolean;
}

/** One press that reads every server of the list which can be read with the accounts at hand. */
export function ReadAll({ practice, targetIds, round, narrowed }: ReadAllProps) {
  const { t } = useTexts('home');
  const client = useClient();
  const { ask, failure } = useAsk();
  const going = round?.endedAt === null;
  return (
    <>
      <ActionButton
        icon={<ArrowSyncRegular aria-hidden />}
        notYet={targetIds.length === 0}
        busy={going ? t('round.going') : undefined}
        onPress={() => void ask(() => client.readMany({ practice, targetIds: [...targetIds] }))}
      >
        {narrowed ? t('round.these', { count: targetIds.length }) : t('round.all')}
      </ActionButton>
      {failure !== null && <FailureNote failure={failure} />}
    </>
  );
}

/** How far a round has come while it goes, and what came of it afterwards. Nothing before the first one. */
export function RoundNote({ practice, round }: Pick<ReadAllProps, 'practice' | 'round'>) {
  const { t } = useTexts('home');
  const client = useClient();
  const announcer = useAnnouncer();
  const { ask, failure } = useAsk();
  const going = round?.endedAt === null;
  const words = round === null ? '' : roundWords(round);
  const was = useRef(going);

  function roundWords(shown: ReadRound): string {
    const { read, failed, left, waiting, reading } = roundCount(shown);
    if (going)
      return t(shown.stopAsked ? 'round.stopping' : 'round.progress', {
        done: shown.entries.length - waiting - reading,
        count: shown.entries.length,
      });
    const more = [
      ...(failed > 0 ? [t('round.failed', { count: failed })] : []),
      ...(left > 0 ? [t('round.left', { count: left })] : []),
    ];
    return [t('round.read', { count: read }), ...more].join(' ');
  }

  useEffect(() => {
    if (was.current && !going) announcer.say(words);
    was.current = going;
  }, [announcer, going, words]);

  if (round === null || round.entries.length === 0) return null;
  const { failed, left } = roundCount(round);
  return (
    <section className="gw-section">
      {failure !== null && <FailureNote failure={failure} />}
      <Note
        glyph={going ? 'running' : failed + left > 0 ? 'toKnow' : 'done'}
        action={
          going &&
          !round.stopAsked && (
            <ActionButton size="small" onPress={() => void ask(() => client.stopReadMany({ practice }))}>
              {t('round.stop')}
            </ActionButton>
          )
        }
      >
        {words}
      </Note>
    </section>
  );
}
