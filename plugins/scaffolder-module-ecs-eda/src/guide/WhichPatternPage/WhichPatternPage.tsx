import { Progress, ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import {
  recommendGoldenPath,
  relevantAnswers,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { answersIn, withAnswer } from '../answers-in-address';
import { useGoldenPaths } from '../use-golden-paths';
import { Advice } from './Advice';
import { Questions } from './Questions';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(3),
    maxWidth: 1400,
    display: 'grid',
    gap: theme.spacing(2, 4),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
    },
  },
  intro: { gridColumn: '1 / -1', maxWidth: 760 },
  advice: {
    [theme.breakpoints.up('md')]: {
      position: 'sticky',
      top: theme.spacing(2),
    },
  },
}));

/** The guide: questions that people can answer, and what they lead to. */
export function WhichPatternPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const [search, setSearch] = useSearchParams();
  const { value: goldenPaths, loading, error } = useGoldenPaths();
  const answers = useMemo(() => answersIn(search), [search]);
  const advice = useMemo(
    () => goldenPaths && recommendGoldenPath(answers, goldenPaths.offers),
    [answers, goldenPaths],
  );
  return (
    <div className={classes.root}>
      <div className={classes.intro}>
        <Typography variant="h4" component="h2" gutterBottom>
          {t('guide.title')}
        </Typography>
        <Typography variant="body1">{t('guide.intro')}</Typography>
      </div>
      <div>
        <Questions
          answers={answers}
          onAnswer={(question, value) =>
            setSearch(withAnswer(search, question, value), { replace: true })
          }
        />
        {Object.keys(answers).length > 0 && (
          <Button
            size="small"
            onClick={() => setSearch(new URLSearchParams(), { replace: true })}
          >
            {t('guide.startOver')}
          </Button>
        )}
      </div>
      <div className={classes.advice}>
        {loading && <Progress />}
        {error && <ResponseErrorPanel error={error} />}
        {goldenPaths?.problems.map(problem => (
          <Alert severity="warning" key={problem}>
            {t('guide.invalidProfile', { problem })}
          </Alert>
        ))}
        {goldenPaths?.offers.length === 0 && (
          <Alert severity="info">{t('guide.noGoldenPaths')}</Alert>
        )}
        {advice && goldenPaths && goldenPaths.offers.length > 0 && (
          <Advice
            advice={advice}
            answers={relevantAnswers(answers)}
            offers={goldenPaths.offers}
          />
        )}
      </div>
    </div>
  );
}
