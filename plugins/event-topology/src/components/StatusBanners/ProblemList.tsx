import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { eventTopologyTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  item: { marginBottom: theme.spacing(1) },
  notes: { opacity: 0.85 },
  error: { margin: theme.spacing(0.25, 0), overflowWrap: 'anywhere' },
}));

/** @internal */
export interface Problem {
  id: string;
  /** Where it failed. */
  title: string;
  notes: string[];
  errors: {
    code: string;
    message: string;
    operation?: string;
    remedy: string;
  }[];
}

/** What failed, why, and what to do: one entry a place. */
export function ProblemList({ problems }: { problems: Problem[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <ul className={classes.list}>
      {problems.map(problem => (
        <li key={problem.id} className={classes.item}>
          <strong>{problem.title}</strong>{' '}
          <span className={classes.notes}>({problem.notes.join(', ')})</span>
          {problem.errors.map((error, index) => (
            <p key={index} className={classes.error}>
              {[error.operation, error.code].filter(Boolean).join(': ')}
              {': '}
              {error.message}
              <br />
              <strong>{t('panel.remedy')}</strong> {error.remedy}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
