/** One line of the side panel: what it is about, and what is so. */
export interface Fact {
  label: string;
  value: string;
  /** Set when the value is a document or an identifier. */
  code?: boolean;
  /** Set when the value is another resource, that may be on the map. */
  nodeId?: string;
}
