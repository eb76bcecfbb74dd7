/** What a check has against each variant, by the variant's id. */
export type Findings = Map<string, string[]>;
