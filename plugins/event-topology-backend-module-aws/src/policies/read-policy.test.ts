import { policyStatementOf } from './read-policy';

it('knows the statement of the read-only policy that allows an action', () => {
  expect(policyStatementOf('sqs:ListQueues')).toBe('ReadQueues');
  expect(policyStatementOf('cloudwatch:DescribeAlarms')).toBe('ReadScaling');
  expect(policyStatementOf('cloudwatch:GetMetricData')).toBe('ReadFigures');
  expect(policyStatementOf('kms:Decrypt')).toBeUndefined();
});
