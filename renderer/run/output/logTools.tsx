import { OpenRegular, PauseRegular, PlayRegular, TextWrapRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { OverflowMenu } from '../../components/overflowMenu';
import { useNarrow } from '../../components/useNarrow';
import './log.css';

/** What the tools do; `text` gives what Copy copies, `onCopy` replaces the clipboard. */
export type LogToolsProps = {
  paused: boolean;
  onPause: () => void;
  wrap: boolean;
  onWrap: () => void;
  text: () => string;
  onCopy?: (text: string) => void;
  onOpenAsText?: () => void;
};

/** The tools of the log. In a narrow window all but Pause and Copy fold into a menu. */
export function LogTools({ paused, onPause, wrap, onWrap, text, onCopy, onOpenAsText }: LogToolsProps) {
  const { t } = useTexts('components');
  const narrow = useNarrow();
  const folded = [
    { id: 'wrap', name: t('log.wrap'), onPress: onWrap, checked: wrap },
    ...(onOpenAsText ? [{ id: 'asText', name: t('log.asText'), onPress: onOpenAsText }] : []),
  ];
  return (
    <div className="gw-log-tools">
      <ActionButton
        variant="quiet"
        icon={paused ? <PlayRegular aria-hidden /> : <PauseRegular aria-hidden />}
        onPress={onPause}
      >
        {t(paused ? 'log.resume' : 'log.pause')}
      </ActionButton>
      {!narrow && (
        <ActionButton variant="quiet" icon={<TextWrapRegular aria-hidden />} pressed={wrap} onPress={onWrap}>
          {t('log.wrap')}
        </ActionButton>
      )}
      <CopyButton size="medium" text={text} onCopy={onCopy} />
      {!narrow && onOpenAsText && (
        <ActionButton variant="quiet" icon={<OpenRegular aria-hidden />} onPress={onOpenAsText}>
          {t('log.asText')}
        </ActionButton>
      )}
      {narrow && <OverflowMenu label={t('log.more')} entries={folded} />}
    </div>
  );
}
