import { useTexts } from '../useTexts';
import type { ServerState } from '../../shared/model/facts';
import type { ProtectionMode } from '../../shared/model/wishes';
import { dangerAfter, dangerNow } from '../../shared/plan/guard';
import { ActionButton } from '../components/actionButton';
import { Note } from '../components/note';
import { otherProtector } from './protector';
import '../components/section.css';

/** `mode`: the choice whose outcome is told beside what is so now. `onChoose` leads to the choice, where this is another page. */
export interface DangerNoteProps {
  readonly facts: ServerState;
  readonly name: string;
  readonly mode?: ProtectionMode | null;
  readonly onChoose?: () => void;
}

/** Two products that block threats, or none: red on every page that speaks of protection; nothing where one does. */
export function DangerNote({ facts, name, mode = null, onChoose }: DangerNoteProps) {
  const { t } = useTexts('mode');
  const onboarded = facts.sensor.onboardingState === 1;
  const now = dangerNow(facts);
  const after = mode === null ? null : dangerAfter(facts, mode);
  const values = { name, product: otherProtector(facts) ?? '' };
  const notes = [
    ...(now === null ? [] : [{ key: `danger.${onboarded ? 'now' : 'before'}.${now}` as const }]),
    // If nothing changes, one sentence is enough.
    ...(after === null || (onboarded && after === now) ? [] : [{ key: `danger.after.${after}` as const }]),
  ];
  return notes.map(({ key }, index) => (
    <section className="gw-section" key={key}>
      <Note
        tone="stopped"
        lead={t(`${key}.lead`, values)}
        action={
          index === 0 &&
          onChoose !== undefined && (
            <ActionButton size="small" onPress={onChoose}>
              {t('danger.choose')}
            </ActionButton>
          )
        }
      >
        {t(`${key}.text`, values)}
      </Note>
    </section>
  ));
}
