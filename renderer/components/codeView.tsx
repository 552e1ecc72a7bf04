import { useId, useMemo } from 'react';
import { CopyButton } from './copyButton';
import { powershellTokens } from './powershellTokens';
import './codeView.css';

/** PowerShell text with its heading, the line about its hash, and how it is copied (default: the clipboard). */
export type CodeViewProps = {
  title: string;
  code: string;
  hash?: string;
  wrap?: boolean;
  onCopy?: (text: string) => void;
};

/** Exactly what runs, lightly coloured, with a button that copies it. */
export function CodeView({ title, code, hash, wrap = true, onCopy }: CodeViewProps) {
  const id = useId();
  const tokens = useMemo(() => powershellTokens(code), [code]);
  return (
    <div>
      <div className="gw-code-head">
        <span id={id}>{title}</span>
        <CopyButton text={code} onCopy={onCopy} />
      </div>
      <pre
        className={`gw-code ${wrap ? 'gw-code-wrap' : ''}`}
        tabIndex={0}
        role="region"
        aria-labelledby={id}
        lang="en"
      >
        <code>
          {tokens.map((token, index) =>
            token.kind === 'plain' ? (
              token.text
            ) : (
              <span key={index} className={`gw-code-${token.kind}`}>
                {token.text}
              </span>
            ),
          )}
        </code>
      </pre>
      {hash !== undefined && <p className="gw-code-hash gw-caption">{hash}</p>}
    </div>
  );
}
