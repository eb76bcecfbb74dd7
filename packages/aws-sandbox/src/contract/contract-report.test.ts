import { ContractReport } from './contract-report';
import { saysUnsupported } from './unsupported-operation';

function awsError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('no'), {
    name,
    $metadata: { httpStatusCode },
  });
}

describe('ContractReport', () => {
  it('names each operation that is missing, with the checks that needed it', () => {
    const report = new ContractReport();
    report.record('sqs: a', 'passed');
    report.record('sqs: b', 'unsupported');
    report.recordUnsupported('sqs:StartMessageMoveTask', 'sqs: b');
    report.recordUnpaged('sns:ListTopics');
    const summary = report.summary('http://other');
    expect(summary).toContain('1 checks passed, 0 failed, 1 unsupported');
    expect(summary).toContain('unsupported sqs:StartMessageMoveTask: sqs: b');
    expect(summary).toContain('page size ignored by sns:ListTopics');
  });
});

describe('saysUnsupported', () => {
  it.each([
    ['UnknownOperationException', 400],
    ['InvalidAction', 400],
    ['NotImplemented', 501],
    ['InternalFailure', 501],
    ['Unknown', 404],
    ['UnknownError', 400],
  ])(
    'takes %s with status %i for an operation that is missing',
    (name, status) => {
      expect(saysUnsupported(awsError(name, status))).toBe(true);
    },
  );

  it('takes an unreadable page with status 404 for one, too', () => {
    const error = Object.assign(new SyntaxError('Unexpected token <'), {
      $metadata: { httpStatusCode: 404 },
    });
    expect(saysUnsupported(error)).toBe(true);
  });

  it.each([
    ['ResourceNotFoundException', 404],
    ['AccessDeniedException', 403],
    ['InternalFailure', 500],
    ['ValidationException', 400],
    ['Unknown', 403],
    ['Unknown', 503],
  ])('takes %s with status %i for an answer', (name, status) => {
    expect(saysUnsupported(awsError(name, status))).toBe(false);
  });
});
