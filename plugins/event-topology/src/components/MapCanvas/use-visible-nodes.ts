import { useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { NODE_HEIGHT, NODE_WIDTH } from '../../graph/dimensions';
import { DrawnMap } from '../../graph/draw-map';

/** The viewport changes with every frame of a pan; nobody reads while panning. */
const SETTLE_MILLISECONDS = 400;

/** Tells which nodes are on the screen, nearest to its middle first. */
export function useVisibleNodes(
  map: DrawnMap,
  onChange: (nodeIds: string[]) => void,
) {
  const x = useStore(state => Math.round(state.transform[0]));
  const y = useStore(state => Math.round(state.transform[1]));
  const zoom = useStore(state => state.transform[2]);
  const width = useStore(state => state.width);
  const height = useStore(state => state.height);

  useEffect(() => {
    if (width === 0) {
      return undefined;
    }
    const timer = setTimeout(() => {
      const seen = map.nodes.flatMap(node => {
        const left = node.x * zoom + x;
        const top = node.y * zoom + y;
        const inView =
          left < width &&
          top < height &&
          left + NODE_WIDTH * zoom > 0 &&
          top + NODE_HEIGHT * zoom > 0;
        const distance = Math.hypot(
          left + (NODE_WIDTH * zoom) / 2 - width / 2,
          top + (NODE_HEIGHT * zoom) / 2 - height / 2,
        );
        return inView ? [{ id: node.id, distance }] : [];
      });
      seen.sort((a, b) => a.distance - b.distance);
      onChange(seen.map(({ id }) => id));
    }, SETTLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [map, onChange, x, y, zoom, width, height]);
}
