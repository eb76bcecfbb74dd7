import { DrawnMap } from '../../graph/draw-map';
import { useVisibleNodes } from './use-visible-nodes';

/** @internal */
export interface VisibleNodesProps {
  map: DrawnMap;
  onChange: (nodeIds: string[]) => void;
}

/**
 * Tells which nodes are on the screen. It draws nothing: it stands apart so
 * that a frame of a pan renders this and not the whole canvas.
 */
export function VisibleNodes({ map, onChange }: VisibleNodesProps) {
  useVisibleNodes(map, onChange);
  return null;
}
