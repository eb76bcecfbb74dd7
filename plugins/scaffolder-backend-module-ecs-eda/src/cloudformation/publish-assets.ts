import path from 'node:path';
import {
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  AssetManifest,
  AssetPublishing,
  FileManifestEntry,
  IAws,
  IS3Client,
} from '@aws-cdk/cdk-assets-lib';

/** What is published, and where to. */
export interface PublishAssetsOptions {
  assemblyDirectory: string;
  /** File name of the asset manifest in it. */
  assetsFile: string;
  /** The file that needn't be in S3, because it is handed over itself. */
  except?: string;
  s3: S3Client;
  accountId: string;
  region: string;
  onProgress(message: string): void;
}

/**
 * Puts the files of a cloud assembly into the CDK's bootstrap bucket, as `cdk
 * deploy` does: code of functions, and the template when it is too long to be
 * handed over.
 *
 * @throws Error that names the bucket when the account has none
 */
export async function publishAssets(
  options: PublishAssetsOptions,
): Promise<void> {
  const { assemblyDirectory, assetsFile, except, onProgress } = options;
  const manifest = AssetManifest.fromFile(
    path.join(assemblyDirectory, assetsFile),
  );
  const publishing = new AssetPublishing(manifest, {
    aws: awsOf(options),
    subprocessOutputDestination: 'ignore',
  });
  for (const entry of manifest.files) {
    if (entry.source.path === except) {
      continue;
    }
    onProgress(`Uploading ${entry.displayName(false)}`);
    await publish(publishing, entry);
  }
}

async function publish(publishing: AssetPublishing, entry: FileManifestEntry) {
  // It collects what fails instead of throwing it.
  await publishing.publishEntry(entry);
  const failure = publishing.failures.find(({ asset }) => asset === entry);
  if (failure) {
    throw new Error(
      `${entry.displayName(false)} could not be uploaded: ${
        failure.error.message
      }`,
    );
  }
}

/** The names of the container images that a stack needs; only a pipeline with Docker builds them. */
export function imagesOf(
  assemblyDirectory: string,
  assetsFile: string,
): string[] {
  return AssetManifest.fromFile(path.join(assemblyDirectory, assetsFile))
    .entries.filter(({ type }) => type === 'docker-image')
    .map(entry => entry.displayName(false));
}

/** What the library needs of AWS, with the portal's credentials instead of the bootstrap roles. */
function awsOf({ s3, accountId, region }: PublishAssetsOptions): IAws {
  const account = { accountId, partition: partitionOf(region) };
  const notNeeded = () => {
    throw new Error('Only files are published');
  };
  return {
    discoverPartition: async () => account.partition,
    discoverDefaultRegion: async () => region,
    discoverCurrentAccount: async () => account,
    discoverTargetAccount: async () => account,
    s3Client: async () => bucketClient(s3),
    ecrClient: notNeeded,
    secretsManagerClient: notNeeded,
  };
}

function bucketClient(s3: S3Client): IS3Client {
  return {
    // One call that also tells whether there is a bucket at all.
    async getBucketLocation({ Bucket }) {
      const { $metadata } = await s3
        .send(new HeadBucketCommand({ Bucket }))
        .catch(error => {
          throw error.name === 'NotFound'
            ? Object.assign(error, { name: 'NoSuchBucket' })
            : error;
        });
      return { $metadata };
    },
    // The bucket's own default encryption applies; asking for it would need one more permission.
    async getBucketEncryption() {
      throw Object.assign(new Error('not asked'), { name: 'AccessDenied' });
    },
    listObjectsV2: input => s3.send(new ListObjectsV2Command(input)),
    upload: input => s3.send(new PutObjectCommand(input)),
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
