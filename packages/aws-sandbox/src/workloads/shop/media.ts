import { World } from '../../core';
import { setTaskBehaviour } from '../../services/ecs/data-plane';
import { setFunctionHandler } from '../../services/lambda/data-plane';
import { sendTaskSuccess } from '../../services/states/data-plane';
import { pause } from '../pause';
import { Producer } from '../producer';
import { Random } from '../random';
import { Workload } from '../workload';
import { publishToShop, ShopContext } from './shop-context';

const UPLOADS_PER_SECOND = 0.15;
const LONG_SHARE = 0.2;

/** Customers, who upload videos through the REST API. */
export function videoUploads(context: ShopContext): Producer {
  const random = new Random(`${context.seed}/videos`);
  let videos = 0;
  const upload = () => {
    videos += 1;
    const durationSeconds = random.chance(LONG_SHARE)
      ? random.between(121, 900)
      : random.between(10, 120);
    return {
      source: 'shop.media',
      detailType: 'VideoUploaded',
      detail: {
        uploadedBy: `arn:aws:sts::${context.stack.accountId}:assumed-role/customer/c-${videos}`,
        video: {
          videoId: `v-${String(videos).padStart(6, '0')}`,
          durationSeconds: Math.round(durationSeconds),
        },
      },
    };
  };
  return new Producer('media: customers upload', {
    seed: context.seed,
    perSecond: () => UPLOADS_PER_SECOND,
    produce: (count, world) =>
      publishToShop(world, context, Array.from({ length: count }, upload)),
  });
}

/** The function for short videos. */
export function thumbnailFunction({ stack, seed }: ShopContext): Workload {
  const random = new Random(`${seed}/thumbnails`);
  return {
    name: 'media: thumbnails',
    start: world =>
      setFunctionHandler(world, stack.media.thumbnailArn, async () => {
        await pause(world.clock, random.between(400, 1600));
        return { thumbnails: 3 };
      }),
  };
}

/** The containers that run for one video each. */
export function videoTasks(context: ShopContext): Workload {
  const { media } = context.stack;
  return {
    name: 'media: one container for one video',
    start: world => {
      setTaskBehaviour(world, media.transcode.family, {
        runSeconds: environment =>
          Math.max(5, Number(environment.DURATION_SECONDS) / 30),
        onStop: task =>
          publishToShop(world, context, [
            {
              source: 'shop.media',
              detailType: 'VideoTranscoded',
              detail: { videoId: task.environment.VIDEO_ID },
            },
          ]),
      });
      setTaskBehaviour(world, media.publishing.keepOriginal.family, {
        runSeconds: 5,
      });
      setTaskBehaviour(world, media.publishing.checkQuality.family, {
        runSeconds: 6,
      });
      setTaskBehaviour(world, media.publishing.moderate.family, {
        runSeconds: 8,
        onStop: task => giveVerdict(world, task.environment.TASK_TOKEN),
      });
    },
  };
}

function giveVerdict(world: World, taskToken: string): void {
  sendTaskSuccess(world, taskToken, JSON.stringify({ accepted: true }));
}
