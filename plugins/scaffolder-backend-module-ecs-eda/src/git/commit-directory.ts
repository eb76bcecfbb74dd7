import fs from 'node:fs';
import git from 'isomorphic-git';

/** Who commits what. */
export interface CommitOptions {
  directory: string;
  message: string;
  author: { name: string; email: string };
}

/**
 * Makes a git repository of a directory with everything in it in one commit on
 * `main`.
 *
 * @returns the commit's id
 */
export async function commitDirectory(options: CommitOptions): Promise<string> {
  const { directory: dir, message, author } = options;
  await git.init({ fs, dir, defaultBranch: 'main' });
  await git.add({ fs, dir, filepath: '.' });
  return git.commit({ fs, dir, message, author });
}
