import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import '../../components/inset.css';
import '../../frame/failureNote.css';

/** What the tool itself said, in its own language; folded away, because the page says the same in words. */
export function RawText({ text }: { text: string }) {
  const { t } = useTexts('connect');
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        variant="link"
        expanded={open}
        icon={open ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
        onPress={() => setOpen(!open)}
      >
        {t('rawText')}
      </ActionButton>
      {/* Windows speaks the language of its own, which nobody knows here. */}
      {open && (
        <pre className="gw-failure-raw gw-inset gw-mono" lang="">
          {text}
        </pre>
      )}
    </>
  );
}
