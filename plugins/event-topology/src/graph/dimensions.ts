/**
 * Sizes of what is drawn, in pixels at zoom 1. They are fixed and known before
 * anything is drawn: only then can the canvas leave out what is not in view.
 */
export const NODE_WIDTH = 204;
export const NODE_HEIGHT = 76;
export const COLLAPSED_GROUP_WIDTH = 264;
export const COLLAPSED_GROUP_HEIGHT = 128;
export const GROUP_PADDING = 24;
export const GROUP_HEADER = 44;
/** Between columns: room for an arrow and a short label. */
export const RANK_GAP = 48;
/** Between rows. */
export const ROW_GAP = 16;
/** Between groups, in both directions. */
export const GROUP_GAP = 72;
