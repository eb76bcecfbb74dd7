/** What of a resource decides whether a path is its own. */
export interface PathResource {
  path: string;
}

/** A resource and what its path's variables stand for. */
export interface MatchedResource<R> {
  resource: R;
  pathParameters: Record<string, string>;
}

/** The resource of a path: fixed parts go before variables, and those before `{proxy+}`. */
export function matchResource<R extends PathResource>(
  resources: R[],
  path: string,
): MatchedResource<R> | undefined {
  const ranked = [...resources].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  for (const resource of ranked) {
    const names: string[] = [];
    const source = resource.path
      .split('/')
      .map(part => {
        const variable = /^\{([^}+]+)(\+?)\}$/.exec(part);
        if (!variable) {
          return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        }
        names.push(variable[1]);
        return variable[2] ? '(.+)' : '([^/]+)';
      })
      .join('/');
    const match = new RegExp(`^${source}/?$`).exec(path);
    if (match) {
      return {
        resource,
        pathParameters: Object.fromEntries(
          names.map((name, index) => [
            name,
            decodeURIComponent(match[index + 1]),
          ]),
        ),
      };
    }
  }
  return undefined;
}

function rank({ path }: PathResource): string {
  return path
    .split('/')
    .map(part => (part.endsWith('+}') ? '2' : Number(part.startsWith('{'))))
    .join('');
}
