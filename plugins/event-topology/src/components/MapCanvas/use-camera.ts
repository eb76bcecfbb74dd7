import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { DrawnMap } from '../../graph/draw-map';
import {
  anchorShift,
  elementBounds,
  fittingZoom,
  mapBounds,
  openingViewport,
} from '../../graph/viewport';

/** Moves what is looked at. */
export interface Camera {
  /** Shows the whole map. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Puts an element in the middle, at a zoom at which it can be read. */
  centreOn(elementId: string): void;
  /** Moves as little as is needed to have an element in view. */
  reveal(elementId: string): void;
}

const LEAST_ZOOM_CENTRED = 0.8;
const REVEAL_MARGIN = 60;
const MOVE_MILLISECONDS = 220;

/**
 * Looks at the map: at its beginning or the selected element when it opens,
 * and afterwards where the reader has moved it. A change of the structure
 * leaves in place what the reader is looking at.
 */
export function useCamera(
  map: DrawnMap,
  selectedId: string | undefined,
  coveredRight: number,
): Camera {
  const flow = useReactFlow();
  const width = useStore(state => state.width);
  const height = useStore(state => state.height);
  const current = useRef({ map, width, height, coveredRight });
  const shown = useRef<DrawnMap>();

  const camera = useMemo((): Camera => {
    const duration = () =>
      window.matchMedia?.('(prefers-reduced-motion: reduce)').matches
        ? 0
        : MOVE_MILLISECONDS;
    const middleOf = (elementId: string) => {
      const box = elementBounds(current.current.map, elementId);
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    return {
      fit() {
        const { map: drawn, width: w, height: h } = current.current;
        const bounds = mapBounds(drawn);
        flow.setCenter(
          bounds.x + bounds.width / 2,
          bounds.y + bounds.height / 2,
          {
            zoom: fittingZoom(bounds, { width: w, height: h }),
            duration: duration(),
          },
        );
      },
      zoomBy(factor) {
        flow.zoomTo(flow.getZoom() * factor, { duration: duration() });
      },
      centreOn(elementId) {
        const middle = middleOf(elementId);
        if (middle) {
          const zoom = Math.max(LEAST_ZOOM_CENTRED, flow.getZoom());
          const aside = current.current.coveredRight / 2 / zoom;
          flow.setCenter(middle.x + aside, middle.y, {
            zoom,
            duration: duration(),
          });
        }
      },
      reveal(elementId) {
        const box = elementBounds(current.current.map, elementId);
        if (!box) {
          return;
        }
        const { width: all, height: h, coveredRight: hidden } = current.current;
        const w = all - hidden;
        const { x, y, zoom } = flow.getViewport();
        const shift = (start: number, length: number, room: number) => {
          const before = REVEAL_MARGIN - start;
          const after = room - REVEAL_MARGIN - (start + length);
          if (before > 0) {
            return before;
          }
          return after < 0 ? after : 0;
        };
        flow.setViewport(
          {
            x: x + shift(box.x * zoom + x, box.width * zoom, w),
            y: y + shift(box.y * zoom + y, box.height * zoom, h),
            zoom,
          },
          { duration: duration() },
        );
      },
    };
  }, [flow]);

  // Before the browser paints, so that nothing is seen to jump.
  useLayoutEffect(() => {
    const before = shown.current;
    current.current = { map, width, height, coveredRight };
    if (width === 0 || height === 0 || mapBounds(map).width === 0) {
      return;
    }
    if (!before) {
      shown.current = map;
      const box = selectedId && elementBounds(map, selectedId);
      if (box) {
        const zoom = LEAST_ZOOM_CENTRED;
        flow.setViewport({
          x: (width - coveredRight) / 2 - (box.x + box.width / 2) * zoom,
          y: height / 2 - (box.y + box.height / 2) * zoom,
          zoom,
        });
      } else {
        flow.setViewport(openingViewport(mapBounds(map), { width, height }));
      }
    } else if (before !== map) {
      shown.current = map;
      const { x, y, zoom } = flow.getViewport();
      const middle = {
        x: (width / 2 - x) / zoom,
        y: (height / 2 - y) / zoom,
      };
      const shift = anchorShift(before, map, middle, selectedId);
      if (shift.x !== 0 || shift.y !== 0) {
        flow.setViewport({
          x: x - shift.x * zoom,
          y: y - shift.y * zoom,
          zoom,
        });
      }
    }
  }, [flow, map, width, height, selectedId, coveredRight]);

  // A newly selected element may lie under the side panel or off the screen.
  useEffect(() => {
    if (selectedId && shown.current) {
      camera.reveal(selectedId);
    }
  }, [camera, selectedId, width, coveredRight]);

  return camera;
}
