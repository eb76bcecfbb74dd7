/** Something about a form's values that their author should change or know. @public */
export interface GoldenPathFinding {
  /** The form's field, as a path: `scaling.maxTasks`, `privateSubnetIds[1]`. */
  field: string;
  /** The rule's id in kebab-case. */
  rule: string;
  /** What is wrong and what to enter instead, as a sentence. */
  message: string;
}

/** Values as a form hands them over: JSON. @public */
export type GoldenPathValues = Record<string, unknown>;
