import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';

/** The text to copy, which may have to be fetched first, other words than "Copy", and who copies (default: the clipboard of the browser). */
export type CopyButtonProps = {
  text: string | (() => string | Promise<string>);
  label?: string;
  iconOnly?: boolean;
  size?: 'medium' | 'small';
  onCopy?: (text: string) => void;
};

type Outcome = 'rest' | 'copied' | 'refused';

/** Copies, and says on itself whether that worked. */
export function CopyButton({ text, label, iconOnly = false, size = 'small', onCopy }: CopyButtonProps) {
  const { t } = useTexts('components');
  const [outcome, setOutcome] = useState<Outcome>('rest');
  useEffect(() => {
    if (outcome === 'rest') return undefined;
    const timer = setTimeout(() => setOutcome('rest'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const refused = () => setOutcome('refused');
  const give = (value: string) => {
    if (onCopy) {
      onCopy(value);
      setOutcome('copied');
      return;
    }
    navigator.clipboard.writeText(value).then(() => setOutcome('copied'), refused);
  };
  const copy = () => {
    const value = typeof text === 'string' ? text : text();
    if (typeof value === 'string') give(value);
    else value.then(give, refused);
  };
  const words = { rest: label ?? t('copy.rest'), copied: t('copy.copied'), refused: t('copy.refused') };
  return (
    <ActionButton
      variant="quiet"
      size={size}
      iconOnly={iconOnly}
      icon={outcome === 'copied' ? <CheckmarkRegular aria-hidden /> : <CopyRegular aria-hidden />}
      onPress={copy}
    >
      {words[outcome]}
    </ActionButton>
  );
}
