import { useEffect, useRef } from 'react';

/** What a key does on this page, by what it types. */
export type PageKeys = Record<string, () => void>;

const TEXT_INPUTS = 'input, textarea, select, [contenteditable="true"]';
const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Keys that work anywhere on the page, but never while somebody types, and not
 * while a dialog or menu is open: those have keys of their own.
 */
export function usePageKeys(keys: PageKeys) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = latest.current[event.key];
      const target = event.target instanceof Element ? event.target : undefined;
      if (
        action &&
        !event.defaultPrevented &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey &&
        !target?.closest(TEXT_INPUTS) &&
        !document.querySelector(OVERLAYS)
      ) {
        event.preventDefault();
        action();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
