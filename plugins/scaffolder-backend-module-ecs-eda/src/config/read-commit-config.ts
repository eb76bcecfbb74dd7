import { Config } from '@backstage/config';

/** Who commits what is published to a directory, and with which message. */
export interface CommitConfig {
  author: { name: string; email: string };
  message: string;
}

/** Reads what Backstage's own publishing actions read, with their defaults. */
export function readCommitConfig(config: Config): CommitConfig {
  return {
    author: {
      name:
        config.getOptionalString('scaffolder.defaultAuthor.name') ??
        'Scaffolder',
      email:
        config.getOptionalString('scaffolder.defaultAuthor.email') ??
        'scaffolder@backstage.io',
    },
    message:
      config.getOptionalString('scaffolder.defaultCommitMessage') ??
      'initial commit',
  };
}
