import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readViewState,
  ViewState,
  writeViewState,
} from '../../graph/view-state';

/** Changes the view from what it is at that moment. */
export type ChangeView = (
  change: (view: ViewState) => ViewState,
  options?: { replace?: boolean },
) => void;

/** The view as the address has it, so that every view can be bookmarked and shared. */
export function useViewState(): [ViewState, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readViewState(params), [params]);

  // Two changes before the next render must build on each other; the router
  // would hand the second one the parameters of before the first.
  const latest = useRef(params);
  latest.current = params;
  const navigate = useRef(setParams);
  navigate.current = setParams;

  const change = useCallback<ChangeView>((update, options) => {
    const next = writeViewState(
      update(readViewState(latest.current)),
      latest.current,
    );
    latest.current = next;
    navigate.current(next, options);
  }, []);
  return [view, change];
}
