import { ArrowDownloadRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import { Glyph } from './glyph';
import { useFileDrag } from './fileDrag';
import './dropTarget.css';

/**
 * Where files come in: words at rest, the Browse button beside it, what is under way (`checking`) and why
 * files were refused. `tall` is for a page that has nothing else yet.
 */
export type DropTargetProps = {
  title: string;
  hint?: ReactNode;
  onBrowse: () => void;
  onFiles: (files: readonly File[]) => void;
  checking?: string;
  refused?: string;
  tall?: boolean;
};

/** A dashed area that takes files dropped anywhere in the window; Browse does the same without dragging. */
export function DropTarget({ title, hint, onBrowse, onFiles, checking, refused, tall }: DropTargetProps) {
  const { t } = useTexts('components');
  const over = useFileDrag(onFiles);
  const words = over === undefined ? (checking ?? title) : t('drop.over', { count: over });
  const look = [
    'gw-drop',
    tall === true && 'gw-drop-tall',
    over !== undefined && 'gw-drop-over',
    refused !== undefined && 'gw-drop-refused',
  ];
  return (
    <div className={look.filter(Boolean).join(' ')}>
      {checking !== undefined && over === undefined ? (
        <Glyph state="running" size={24} />
      ) : (
        <ArrowDownloadRegular aria-hidden />
      )}
      <div>
        <p className="gw-drop-title">{words}</p>
        {refused === undefined ? (
          hint !== undefined && <p className="gw-detail">{hint}</p>
        ) : (
          <p className="gw-detail">
            <b>{t('state.refused')}</b> {refused}
          </p>
        )}
      </div>
      <ActionButton onPress={onBrowse}>{t('drop.browse')}</ActionButton>
    </div>
  );
}
