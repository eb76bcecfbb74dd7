import { NodeHandle, Position } from '@xyflow/react';

/**
 * Where lines start and end, told up front: what is not in view is not drawn,
 * so its handles can't be measured.
 */
export function elementHandles(width: number, height: number): NodeHandle[] {
  const middle = height / 2;
  return [
    {
      type: 'target',
      position: Position.Left,
      x: 0,
      y: middle,
      width: 1,
      height: 1,
    },
    {
      type: 'source',
      position: Position.Right,
      x: width,
      y: middle,
      width: 1,
      height: 1,
    },
  ];
}
