// The package comes without types of its own.
declare module 'asl-validator' {
  export interface ValidationError {
    'Error code': string;
    Message: string;
    schemaError?: { instancePath: string; schemaPath: string };
  }

  /** Writes the query language into each state of the definition it is given. */
  export default function validate(
    definition: object,
    options?: { checkPaths: boolean; checkArn: boolean },
  ): { isValid: boolean; errors: ValidationError[] };
}
