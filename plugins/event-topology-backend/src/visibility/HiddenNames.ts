import {
  HIDDEN_TEXT,
  parseArn,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** What ends an ARN or an address in a text, be it prose, JSON or a list. */
const BREAK = `\\s"'\`,;|()<>{}\\[\\]\\\\`;
const ARN = `arn:[a-z-]+:[^${BREAK}]+`;
const ADDRESS = `[a-z]+://[^${BREAK}]+`;
const ACCOUNT = `(?<![0-9])[0-9]{12}(?![0-9])`;
const IDENTIFIERS = new RegExp(`${ARN}|${ADDRESS}|${ACCOUNT}`, 'g');

/** What one of them has; most texts have none of it and need no closer look. */
const MAY_IDENTIFY = /arn:|:\/\/|[0-9]{12}/;

/** The characters that most names in AWS are made of. */
const WORDS = /\w(?:[\w.-]*[\w-])?/g;

/** A sentence may end with what it is about. */
const TRAILING = /[.:/]+$/;

/**
 * Everything by which a text could name what the caller may not see: ARNs,
 * queue addresses, account ids, and names. What is visible keeps its name, also
 * when something hidden has the same.
 */
export class HiddenNames {
  readonly #visibleIds: Set<string>;
  readonly #hiddenIds: Set<string>;
  readonly #accountIds: ReadonlySet<string>;
  /** Names of hidden things that nothing visible has. */
  readonly #names: Set<string>;
  /** Those of them that are more than one word. */
  readonly #phrases: string[];
  /** True where nothing is hidden. */
  readonly #isNothing: boolean;
  /** The ends of the addresses of hidden queues: `123456789012/loyalty`. */
  readonly #queues: Set<string>;

  constructor(options: {
    visible: Iterable<TopologyNode>;
    hidden: Iterable<TopologyNode>;
    /** Accounts of which the caller sees nothing. */
    accountIds: ReadonlySet<string>;
  }) {
    const visible = [...options.visible];
    const hidden = [...options.hidden];
    this.#visibleIds = new Set(visible.map(({ id }) => id));
    this.#hiddenIds = new Set(hidden.map(({ id }) => id));
    this.#accountIds = options.accountIds;
    this.#names = new Set([
      ...hidden.map(({ name }) => name),
      ...options.accountIds,
    ]);
    visible.forEach(({ name }) => this.#names.delete(name));
    this.#phrases = [...this.#names].filter(
      name => name && name.replace(WORDS, '') !== '',
    );
    this.#isNothing = hidden.length === 0 && options.accountIds.size === 0;
    this.#queues = new Set(hidden.map(queuePath));
    visible.forEach(node => this.#queues.delete(queuePath(node)));
  }

  hasNode(nodeId: string): boolean {
    return this.#hiddenIds.has(nodeId);
  }

  hasAccount(accountId: string): boolean {
    return this.#accountIds.has(accountId);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  /**
   * The text without ARNs, addresses and accounts that are hidden. For what a
   * visible resource says of itself, where a word that happens to be the name
   * of something hidden is still its own.
   */
  redactIdentifiers(text: string): string {
    if (this.#isNothing || !MAY_IDENTIFY.test(text)) {
      return text;
    }
    return text.replace(IDENTIFIERS, found => {
      const identifier = found.replace(TRAILING, '');
      return this.#isHidden(identifier)
        ? `${HIDDEN_TEXT}${found.slice(identifier.length)}`
        : found;
    });
  }

  /**
   * The text without names of hidden things either. For what is said about
   * several resources at once: errors of AWS, evidence.
   */
  redact(text: string): string {
    if (this.#isNothing) {
      return text;
    }
    return this.#phrases
      .reduce(
        (rest, phrase) => rest.replaceAll(phrase, HIDDEN_TEXT),
        this.redactIdentifiers(text),
      )
      .replace(WORDS, word => (this.#names.has(word) ? HIDDEN_TEXT : word));
  }

  #isHidden(identifier: string): boolean {
    if (identifier.startsWith('arn:')) {
      return this.#isHiddenArn(identifier);
    }
    if (identifier.includes('://')) {
      return this.#isHiddenAddress(identifier);
    }
    return this.#accountIds.has(identifier);
  }

  #isHiddenArn(arn: string): boolean {
    // A version, alias or revision may follow the id of a node.
    for (let id = arn; id; id = upToLastSeparator(id)) {
      if (this.#visibleIds.has(id)) {
        return false;
      }
      if (this.#hiddenIds.has(id)) {
        return true;
      }
    }
    const parsed = parseArn(arn);
    if (!parsed) {
      return false;
    }
    return (
      this.#accountIds.has(parsed.accountId) ||
      parsed.resource.split(/[:/]/).some(part => this.#names.has(part))
    );
  }

  #isHiddenAddress(address: string): boolean {
    const numbers = address.match(/[0-9]+/g) ?? [];
    const [name, accountId] = address.split('/').reverse();
    return (
      numbers.some(digits => this.#accountIds.has(digits)) ||
      this.#queues.has(`${accountId}/${name}`)
    );
  }
}

function queuePath({ kind, accountId, name }: TopologyNode): string {
  return kind === 'queue' ? `${accountId}/${name}` : '';
}

function upToLastSeparator(arn: string): string {
  return arn.slice(0, Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/'), 0));
}
