import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react';

/** @internal */
export interface LineEnds {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
}

/** Lines between the same two things are kept this far apart. */
const LANE_WIDTH = 14;
const LANES = [0, 1, -1, 2, -2];

/**
 * The course of a line: a curve forwards, and around the cards where it leads
 * back. Gives the path and where its label stands.
 */
export function linePath(
  ends: LineEnds,
  lane: number,
): { path: string; labelX: number; labelY: number } {
  const shift = (LANES[lane % LANES.length] ?? 0) * LANE_WIDTH;
  const course = {
    ...ends,
    sourceY: ends.sourceY + shift,
    targetY: ends.targetY + shift,
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
  };
  const [path, labelX, labelY] =
    ends.targetX > ends.sourceX
      ? getBezierPath({ ...course, curvature: 0.3 })
      : getSmoothStepPath({ ...course, borderRadius: 16, offset: 24 });
  return { path, labelX, labelY };
}
