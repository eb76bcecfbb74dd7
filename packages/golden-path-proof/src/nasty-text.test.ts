import { readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { JsonObject, JsonValue } from '@backstage/types';
import { validateGoldenPath } from '@ecs-eda/plugin-event-topology-common';
import {
  GoldenPathHarness,
  startGoldenPathHarness,
} from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import { validate } from 'jsonschema';
import { createSourceFile, ScriptTarget } from 'typescript';
import { parse, parseAllDocuments } from 'yaml';
import { inLanes } from './processes/lanes';
import { ANSWERS, STAMPED_AT_A_TIME } from './stamping/StampedVariants';
import { readVariants } from './variants/read-variants';

const templatesDirectory = path.resolve(__dirname, '../../../templates');

/** Whoever computes gives itself away by the product. */
const FACTORS = '7919 * 7907';
const PRODUCT = String(7919 * 7907);

/** What means something to a file system, a shell, a template engine, YAML, JavaScript or HTML. */
const NASTY = [
  'UPPER CASE',
  'Übergröße',
  'x'.repeat(200),
  `it's "quoted" \`so\``,
  '${{ secrets.TOKEN }}',
  `\${{ ${FACTORS} }}`,
  `{{ ${FACTORS} }}{% raw %}`,
  '../../pwned',
  '- *a | b: # !!js/function',
  '$(touch pwned); touch pwned && `touch pwned`',
  "');require('fs').writeFileSync('pwned','');('",
  '</script><img src=x>',
  'two\nlines',
];

/** A field of text, and one value that its author may try. */
interface Attempt {
  /** From the form's values down. */
  field: string[];
  text: string;
}

/** All of it waits for the scaffolder, and none of it measures time. */
jest.setTimeout(1_800_000);

let harness: GoldenPathHarness;
let stampings = 0;

beforeAll(async () => {
  harness = await startGoldenPathHarness({
    templatesDirectory,
    dependenciesDirectory: process.env.GOLDEN_PATH_DEPENDENCIES,
  });
});

afterAll(() => harness?.stop());

const VARIANTS = readVariants(
  templatesDirectory,
  (process.env.GOLDEN_PATHS ?? '').split(',').filter(Boolean),
);

describe.each([...new Set(VARIANTS.map(({ goldenPath }) => goldenPath))])(
  'the text fields of %s',
  goldenPath => {
    const choices = choicesOf(goldenPath);
    const variants = VARIANTS.filter(one => one.goldenPath === goldenPath).map(
      ({ serviceName, values }) => ({
        ...ANSWERS,
        name: serviceName,
        ...values,
      }),
    );
    const formProblemsOf = problemsOfForm(goldenPath);
    const problemsOf = (values: JsonObject, attempt: Attempt) => {
      const tried = withText(values, attempt.field, attempt.text);
      const { problems } = validateGoldenPath(goldenPath, tried);
      return problems.length > 0
        ? problems
        : formProblemsOf(attempt.field, values, tried);
    };

    it('are refused with the field and the rule', () => {
      const refused = variants.flatMap(values =>
        attemptsAt(values, choices).flatMap(attempt => {
          const problems = problemsOf(values, attempt);
          return problems.length > 0 ? [{ attempt, problems }] : [];
        }),
      );
      expect(refused.length).toBeGreaterThan(0);
      expect(
        refused.filter(
          ({ attempt, problems }) =>
            !problems.some(
              ({ field, rule, message }) =>
                field.split(/[.[]/).includes(attempt.field[0]) &&
                rule &&
                message,
            ),
        ),
      ).toEqual([]);
    });

    it('or are stamped as they are, and mean nothing to anybody', async () => {
      // The proof stamps a description that is all of it at once.
      const tried = new Set(['description']);
      for (const values of variants) {
        const isTaken = (attempt: Attempt) =>
          problemsOf(values, attempt).length === 0;
        const attempts = textFields(values, choices).flatMap(field => {
          const name = withoutIndices(field);
          const accepted = tried.has(name) ? [] : acceptedAt(field, isTaken);
          if (accepted.length > 0) {
            tried.add(name);
          }
          return accepted;
        });
        const harm = await Promise.all(
          inLanes(roundsOf(attempts), STAMPED_AT_A_TIME, round =>
            harmOf(goldenPath, values, round),
          ).values(),
        );
        expect(harm.flat()).toEqual([]);
      }
    });
  },
);

/** Stamps texts, and tells what they have done: files that nobody can read, a computed product, a file `pwned`. */
async function harmOf(
  template: string,
  values: JsonObject,
  attempts: Attempt[],
): Promise<string[]> {
  const { files, directory } = await harness.stamp({
    template,
    values: attempts.reduce(
      (all, { field, text }) => withText(all, field, text),
      { ...values, name: nextName() } as JsonObject,
    ),
  });
  const beside = await fs.readdir(path.dirname(directory));
  return [
    ...brokenFiles(files),
    ...Object.keys(files).filter(file => files[file].includes(PRODUCT)),
    ...[...beside, ...Object.keys(files)].filter(file =>
      file.includes('pwned'),
    ),
  ];
}

/** There can be one repository of a name. */
function nextName(): string {
  stampings += 1;
  return `nasty-${stampings}`;
}

function templateOf(goldenPath: string) {
  const file = path.join(templatesDirectory, goldenPath, 'template.yaml');
  return parse(readFileSync(file, 'utf8'));
}

/** What the scaffolder has against a text in a field, by the schemas of the form's pages. */
function problemsOfForm(goldenPath: string) {
  const pages: JsonObject[] = templateOf(goldenPath).spec.parameters;
  return ([field]: string[], values: JsonObject, tried: JsonObject) => {
    const errorsOf = (all: JsonObject) =>
      pages
        .filter(page => JSON.stringify(page).includes(`"${field}"`))
        .flatMap(page => validate(all, page, { nestedErrors: true }).errors);
    const anyway = new Set(errorsOf(values).map(({ stack }) => stack));
    return errorsOf(tried)
      .filter(({ stack }) => !anyway.has(stack))
      .map(error => ({
        field: error.path.join('.'),
        rule: error.name,
        message: error.message,
      }));
  };
}

function attemptsAt(values: JsonObject, choices: Set<string>): Attempt[] {
  return textFields(values, choices).flatMap(field =>
    NASTY.map(text => ({ field, text })),
  );
}

/** All that a field takes: in one text if it takes that too, for stamping takes long. */
function acceptedAt(
  field: string[],
  isTaken: (attempt: Attempt) => boolean,
): Attempt[] {
  const single = NASTY.map(text => ({ field, text })).filter(isTaken);
  const joined = { field, text: single.map(({ text }) => text).join(' ') };
  return single.length > 1 && isTaken(joined) ? [joined] : single;
}

/** Names of the properties that one of a list is chosen for. */
function choicesOf(goldenPath: string): Set<string> {
  const names = new Set<string>();
  const visit = (schema: JsonValue | undefined) => {
    if (Array.isArray(schema)) {
      schema.forEach(visit);
    } else if (typeof schema === 'object' && schema !== null) {
      for (const [name, value] of Object.entries(schema)) {
        if (typeof value === 'object' && value !== null && 'enum' in value) {
          names.add(name);
        }
        visit(value);
      }
    }
  };
  visit(templateOf(goldenPath).spec.parameters);
  return names;
}

function textFields(
  value: JsonValue | undefined,
  choices: Set<string>,
  field: string[] = [],
): string[][] {
  if (typeof value === 'string') {
    const isChoice = choices.has(field[field.length - 1]);
    return isChoice || field[0] === 'publishTo' ? [] : [field];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'mode' ? [] : textFields(item, choices, [...field, name]),
  );
}

function withoutIndices(field: string[]): string {
  return field.filter(name => !/^\d+$/.test(name)).join('.');
}

function withText<T extends JsonValue>(
  value: T,
  [name, ...rest]: string[],
  text: string,
): T {
  const copy: Record<string, JsonValue> = Array.isArray(value)
    ? ([...value] as JsonValue as Record<string, JsonValue>)
    : { ...(value as Record<string, JsonValue>) };
  copy[name] = rest.length === 0 ? text : withText(copy[name], rest, text);
  return copy as JsonValue as T;
}

/** As few stampings as can be: in each, every field has another one of its texts. */
function roundsOf(attempts: Attempt[]): Attempt[][] {
  const rounds: Attempt[][] = [];
  const taken = new Map<string, number>();
  for (const attempt of attempts) {
    const field = attempt.field.join('.');
    const round = taken.get(field) ?? 0;
    taken.set(field, round + 1);
    (rounds[round] ??= []).push(attempt);
  }
  return rounds;
}

/** Files that whoever reads them could not. */
function brokenFiles(files: Record<string, string>): string[] {
  return Object.entries(files)
    .filter(([file, text]) => {
      if (/\.ya?ml$/.test(file)) {
        return parseAllDocuments(text).some(({ errors }) => errors.length > 0);
      }
      if (file.endsWith('.json')) {
        return !isJson(text);
      }
      return /\.[mc]?[jt]s$/.test(file) && !isScript(file, text);
    })
    .map(([file]) => file);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isScript(file: string, text: string): boolean {
  const source: object = createSourceFile(file, text, ScriptTarget.ESNext);
  return (
    'parseDiagnostics' in source &&
    Array.isArray(source.parseDiagnostics) &&
    source.parseDiagnostics.length === 0
  );
}
