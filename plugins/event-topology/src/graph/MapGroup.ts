/** A group of nodes that is drawn together and can be folded into one card. */
export interface MapGroup {
  id: string;
  label: string;
  /** What makes them a group. */
  basis: 'system' | 'bus' | 'other';
  nodeIds: string[];
}
