import { HEALTH_ORDER, worstHealth } from './health-order';

describe('worstHealth', () => {
  it('is the first in the order that is present', () => {
    expect(worstHealth(['idle', 'warning', 'healthy'])).toBe('warning');
    expect(worstHealth(['idle', 'healthy'])).toBe('healthy');
    expect(worstHealth([...HEALTH_ORDER].reverse())).toBe('critical');
  });

  it('sees that nothing is known before it calls things healthy', () => {
    expect(worstHealth(['healthy', 'unknown'])).toBe('unknown');
  });

  it('of nothing is idle', () => {
    expect(worstHealth([])).toBe('idle');
  });
});
