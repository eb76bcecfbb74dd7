import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  ChangedAdvice,
  GuideQuestion,
} from '@ecs-eda/plugin-event-topology-common';
import { scaffolderEcsEdaTranslationRef } from '../translation';
import { formatDuration } from '../wording/format-duration';

/** The words of the guide for questions, answers and what would change. */
export function useGuideWording() {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const choice = (question: GuideQuestion, value: string): string => {
    const words = choices(t);
    return words[question]?.[value] ?? value;
  };
  return {
    choice,
    /** `if one event takes more than 5 seconds`. */
    condition({ question, answer, side }: ChangedAdvice): string {
      if (typeof answer === 'string') {
        return t('guide.ifAnswer', {
          question: t(`guide.question.${question}`),
          answer: choice(question, answer),
        });
      }
      const figure =
        question === 'processingSeconds'
          ? formatDuration(answer)
          : t('guide.perSecond', { rate: answer.toLocaleString() });
      return side === 'above'
        ? t('guide.ifAbove', {
            question: t(`guide.question.${question}`),
            figure,
          })
        : t('guide.ifBelow', {
            question: t(`guide.question.${question}`),
            figure,
          });
    },
  };
}

type Translate = TranslationFunction<typeof scaffolderEcsEdaTranslationRef.T>;

function choices(
  t: Translate,
): Partial<Record<GuideQuestion, Record<string, string>>> {
  return {
    goal: {
      consumer: t('guide.goal.consumer'),
      producer: t('guide.goal.producer'),
      router: t('guide.goal.router'),
    },
    caller: {
      bus: t('guide.caller.bus'),
      topic: t('guide.caller.topic'),
      service: t('guide.caller.service'),
      client: t('guide.caller.client'),
      'aws-service': t('guide.caller.awsService'),
      workflow: t('guide.caller.workflow'),
      workflows: t('guide.caller.workflows'),
    },
    answer: {
      none: t('guide.answer.none'),
      'exit-status': t('guide.answer.exitStatus'),
      data: t('guide.answer.data'),
      'data-at-once': t('guide.answer.dataAtOnce'),
    },
    loss: {
      acceptable: t('guide.loss.acceptable'),
      never: t('guide.loss.never'),
      'never-and-replay': t('guide.loss.neverAndReplay'),
    },
    order: {
      free: t('guide.order.free'),
      kept: t('guide.order.kept'),
    },
    rateOwner: {
      sender: t('guide.rateOwner.sender'),
      consumer: t('guide.rateOwner.consumer'),
    },
    consumer: {
      'http-internet': t('guide.consumer.httpInternet'),
      'http-private': t('guide.consumer.httpPrivate'),
      worker: t('guide.consumer.worker'),
    },
    consumers: {
      one: t('guide.consumers.one'),
      several: t('guide.consumers.several'),
      'very-many': t('guide.consumers.veryMany'),
    },
    filter: {
      none: t('guide.filter.none'),
      attributes: t('guide.filter.attributes'),
      content: t('guide.filter.content'),
    },
  };
}
