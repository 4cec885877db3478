import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** Copies a text, and says so. */
export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }): JSX.Element => {
  const [said, say] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('Not allowed here: select the text instead');
    }
  };
  return (
    <>
      <button type="button" class="copy" aria-label={label} onClick={copy}>
        Copy
      </button>
      <span class="said" role="status">
        {said}
      </span>
    </>
  );
};
