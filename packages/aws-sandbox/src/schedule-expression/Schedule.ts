/** When something is to happen, again and again or once. */
export interface Schedule {
  /**
   * The first time strictly after another, both in milliseconds since the
   * epoch; undefined when there is none left.
   *
   * @param anchor - when the schedule was made; rates count from here
   */
  next(after: number, anchor: number): number | undefined;
}
