/** The part of an ARN or URL that people know a resource by. */
export function nameOfArn(arn: string): string {
  const last = arn.split(/[:/]/).filter(Boolean).pop() ?? arn;
  const revision = /:task-definition\/([^/]+)$/.exec(arn);
  return revision ? revision[1] : last;
}
