import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { Attention } from '../../graph/attention';
import { eventTopologyTranslationRef } from '../../translation';

/**
 * What a screen reader should say aloud: resources that have become critical,
 * and the end of the last trouble. Everything else changes in silence, or it
 * would never stop talking.
 */
export function useAnnouncement(
  attention: Attention[],
  known: boolean,
): string {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const before = useRef<{ critical: Set<string>; any: boolean }>();
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => {
    if (!known) {
      return;
    }
    const critical = attention.filter(({ status }) => status === 'critical');
    const last = before.current;
    before.current = {
      critical: new Set(critical.map(({ node }) => node.id)),
      any: attention.length > 0,
    };
    if (!last) {
      return;
    }
    const names = critical
      .filter(({ node }) => !last.critical.has(node.id))
      .map(({ node, finding }) => `${node.name}, ${finding.title}`);
    if (names.length > 0) {
      setAnnouncement(t('attention.announceNew', { names: names.join('; ') }));
    } else if (last.any && attention.length === 0) {
      setAnnouncement(t('attention.announceWell'));
    }
  }, [attention, known, t]);

  return announcement;
}
