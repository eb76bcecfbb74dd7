/** Thrown for a schedule expression that AWS would refuse. */
export class InvalidScheduleExpressionError extends Error {
  constructor(expression: string, reason: string) {
    super(`Invalid Schedule Expression ${expression}: ${reason}`);
    this.name = 'InvalidScheduleExpressionError';
  }
}
