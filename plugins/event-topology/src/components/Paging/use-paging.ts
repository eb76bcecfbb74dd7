import { useState } from 'react';

/** @internal */
export const PAGE_SIZES = [25, 50, 100];

/** One page of rows, and the way to the others. */
export interface PagedRows<T> {
  page: number;
  /** Rows on a page. */
  size: number;
  /** Rows on all pages. */
  total: number;
  /** Those on this page. */
  rows: T[];
  setPage: (page: number) => void;
  setSize: (size: number) => void;
}

/** Cuts rows into pages: thousands of rows at once would freeze the page. */
export function usePaging<T>(
  rows: T[],
  initialSize: number = PAGE_SIZES[1],
): PagedRows<T> {
  const [page, setPage] = useState(0);
  const [size, setSize] = useState(initialSize);
  // Filters may have left fewer pages than the one that was open.
  const current = Math.min(
    page,
    Math.max(0, Math.ceil(rows.length / size) - 1),
  );
  return {
    page: current,
    size,
    total: rows.length,
    rows: rows.slice(current * size, (current + 1) * size),
    setPage,
    setSize,
  };
}
