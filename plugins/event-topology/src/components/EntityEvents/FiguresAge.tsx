import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '../../live/use-now';
import { eventTopologyTranslationRef } from '../../translation';
import { formatAge } from '../../wording/format-duration';
import { usePartStyles } from './use-part-styles';

/** How old figures are; counts on by itself. */
export function FiguresAge({ at }: { at: string }) {
  const classes = usePartStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const now = useNow(1);
  return (
    <div className={classes.age}>
      {t('entity.figuresAt', { age: formatAge(t, at, now) })}
    </div>
  );
}
