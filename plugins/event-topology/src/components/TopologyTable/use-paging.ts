import { useState } from 'react';

/** @internal */
export const PAGE_SIZES = [25, 50, 100];

/** Cuts rows into pages: thousands of rows at once would freeze the page. */
export function usePaging<T>(rows: T[]) {
  const [page, setPage] = useState(0);
  const [size, setSize] = useState(PAGE_SIZES[1]);
  // Filters may have left fewer pages than the one that was open.
  const current = Math.min(
    page,
    Math.max(0, Math.ceil(rows.length / size) - 1),
  );
  return {
    page: current,
    size,
    setPage,
    setSize,
    rows: rows.slice(current * size, (current + 1) * size),
  };
}
