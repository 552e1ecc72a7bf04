import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { differencesOf } from '../../../shared/kit/packageTrust';
import type { Package } from '../../../shared/model/packages';
import type { ScriptDifference } from '../../../shared/model/scriptDifferences';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import { FailureNote } from '../../frame/failureNote';
import { NameAsk } from '../../frame/asking/nameAsk';
import { NameQuestion } from '../../frame/asking/nameQuestion';
import { useTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import './kit.css';

/** The script, and the server on whose page it is confirmed: its name is what a person types. */
export interface UnknownLinesProps {
  readonly pkg: Package;
  readonly targetId: string;
  readonly name: string;
}

/**
 * The lines of a script that are in none of the portal: shown one by one with what is known of them, until a person who has given
 * a name confirms them by typing the server's. Confirmed lines fold away and show who confirmed them.
 */
export function UnknownLines({ pkg, targetId, name }: UnknownLinesProps) {
  const { t } = useTexts('kit');
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  const technician = useSession((session) => session.settings.technician);
  const why = useId();
  const differences = differencesOf(pkg);
  const { confirmation } = pkg;
  if (differences.length === 0) return null;
  const confirm = async (typed: string): Promise<void> => {
    const done = await ask(() => client.confirmScript({ targetId, sha256: pkg.sha256, name: typed }));
    if (done !== undefined) setAsking(false);
  };
  const title = t('lines.title', { count: differences.length });

  if (confirmation !== undefined) {
    const at = times.moment(confirmation.at);
    const word =
      confirmation.by === ''
        ? t('lines.confirmed', { at })
        : t('lines.confirmedBy', { at, by: confirmation.by });
    return (
      <Section
        title={title}
        end={
          <ActionButton size="small" variant="quiet" expanded={open} onPress={() => setOpen(!open)}>
            {t(open ? 'lines.hide' : 'lines.show')}
          </ActionButton>
        }
      >
        <Note glyph="done" lead={word}>
          {t('lines.holds')}
        </Note>
        {open && <Lines differences={differences} />}
      </Section>
    );
  }

  return (
    <Section title={title}>
      <Note tone="caution" lead={t('lines.known')}>
        {t('lines.unknown')} {t('lines.advice')}
      </Note>
      <Lines differences={differences} />
      {/* Below them: whoever confirms has had them before the eyes. */}
      <NameAsk why={t('lines.name')} whyId={why} />
      <div className="gw-lines-end">
        <ActionButton
          notYet={technician === null}
          describedBy={technician === null ? why : undefined}
          onPress={() => setAsking(true)}
        >
          {t('lines.confirm')}
        </ActionButton>
      </div>
      <NameQuestion
        open={asking}
        onClose={() => setAsking(false)}
        name={name}
        title={t('lines.question')}
        lead={t('lines.lead', { hash: `${pkg.sha256.slice(0, 8)}\u2026${pkg.sha256.slice(-8)}` })}
        confirm={t('lines.confirm')}
        busy={busy}
        onConfirm={(typed) => void confirm(typed)}
      >
        {failure !== null && <FailureNote failure={failure} />}
      </NameQuestion>
    </Section>
  );
}

function Lines({ differences }: { readonly differences: readonly ScriptDifference[] }) {
  const { t } = useTexts('kit');
  const shortened = differences.some((one) => one.is === 'own' && /\u2039\d+\u203a/.test(one.text));
  return (
    <>
      <ol className="gw-lines" aria-label={t('lines.list')}>
        {differences.map((one, index) => (
          <li key={index}>
            <Glyph state={one.is === 'own' ? 'toFix' : 'notProvable'} />
            <span className="gw-caption">
              {t(one.is === 'own' ? 'lines.line' : 'lines.missing', { line: one.line })}
            </span>
            {one.is === 'own' ? (
              <code className="gw-mono" lang="en">
                {one.text}
              </code>
            ) : (
              <span>{t(`packages:line.${one.sort}`)}</span>
            )}
          </li>
        ))}
      </ol>
      {shortened && <p className="gw-caption">{t('lines.hidden')}</p>}
    </>
  );
}
