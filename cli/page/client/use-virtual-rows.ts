import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** Pixels. */
const HEAD = 48;

interface VirtualRows {
  readonly items: readonly VirtualItem[];
  /** Of all rows, in pixels. */
  readonly height: number;
  /** For the element of each row that is shown: measures it now and whenever it changes. */
  readonly measure: (element: HTMLElement | null) => void;
  readonly scrollTo: (index: number) => void;
}

/** Which rows of very many are to be in the document now: those that can be seen, and some beside them. */
export const useVirtualRows = (
  scroller: RefObject<HTMLElement | null>,
  count: number,
  keyOf: (index: number) => string,
  estimate: number,
): VirtualRows => {
  const [, rerender] = useReducer((renders: number) => renders + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: keyOf,
    overscan: 8,
    // The head stays in sight above the rows and takes as much of what can be seen.
    scrollPaddingEnd: HEAD,
    // The first rows are there before the scroller is measured.
    initialRect: { width: 800, height: 700 },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => rerender(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
};
