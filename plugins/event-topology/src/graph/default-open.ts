/** Above this no flat picture is readable, so the map opens on groups. */
export const COLLAPSE_ABOVE_NODES = 150;

/** Whether a group is open: as the size of the map says, unless the reader has said otherwise. */
export function isGroupOpen(
  groupId: string,
  nodeCount: number,
  view: { openGroups: string[]; collapsedGroups: string[] },
): boolean {
  return nodeCount > COLLAPSE_ABOVE_NODES
    ? view.openGroups.includes(groupId)
    : !view.collapsedGroups.includes(groupId);
}

/** The view after a group was opened or collapsed. */
export function withGroupOpen<
  T extends { openGroups: string[]; collapsedGroups: string[] },
>(view: T, groupIds: string[], open: boolean): T {
  const others = (ids: string[]) => ids.filter(id => !groupIds.includes(id));
  return {
    ...view,
    openGroups: open
      ? [...others(view.openGroups), ...groupIds]
      : others(view.openGroups),
    collapsedGroups: open
      ? others(view.collapsedGroups)
      : [...others(view.collapsedGroups), ...groupIds],
  };
}
