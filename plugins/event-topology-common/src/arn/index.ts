export { parseArn, formatArn } from './parse-arn';
export type { Arn } from './parse-arn';
export { consoleUrl } from './console-url';
