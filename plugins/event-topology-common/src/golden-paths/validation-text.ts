import { GoldenPathFinding } from './validation-finding';

/** Free text that goes into prose; everything else is a name or one line. */
const LONG_TEXT_FIELDS = ['description'];

const LINE_MAX_LENGTH = 256;
const TEXT_MAX_LENGTH = 1000;

/**
 * Control characters, and what makes text look other than it is: overrides of
 * the writing direction, and separators that some parsers take for line ends.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const LINE_BREAK = /[\t\n\r]/;

/**
 * What text must be, whatever field it is in. Quotes, braces and everything
 * else that means something to a shell, YAML or a template engine is fine: it
 * is stamped as JSON.
 *
 * @param field - the field's path
 * @param name - the last name in it
 */
export function checkText(
  field: string,
  name: string,
  text: string,
): GoldenPathFinding | undefined {
  const long = LONG_TEXT_FIELDS.includes(name);
  const maxLength = long ? TEXT_MAX_LENGTH : LINE_MAX_LENGTH;
  if (text.length > maxLength) {
    return {
      field,
      rule: 'text-length',
      message: `${field} has at most ${maxLength} characters; these are ${text.length}`,
    };
  }
  if (!isWellFormed(text)) {
    return {
      field,
      rule: 'text-well-formed',
      message: `${field} has half of a character pair, which no file can hold: type it anew`,
    };
  }
  const unseen = [...text].findIndex(
    character => UNSEEN.test(character) && !LINE_BREAK.test(character),
  );
  if (unseen >= 0) {
    return {
      field,
      rule: 'text-printable',
      message: `${field} has the invisible character U+${codeOf(
        [...text][unseen],
      )} at position ${unseen + 1}: remove it`,
    };
  }
  if (!long && LINE_BREAK.test(text)) {
    return {
      field,
      rule: 'text-one-line',
      message: `${field} is one line without tabs`,
    };
  }
  return undefined;
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** `String.prototype.isWellFormed`, which older browsers lack. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
