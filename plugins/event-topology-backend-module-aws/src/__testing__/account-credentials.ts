import { AwsCredentialsManager } from '@backstage/integration-aws-node';

/** The sandbox takes a 12-digit access key for the account that calls. */
export const accountCredentials: AwsCredentialsManager = {
  async getCredentialProvider(options) {
    const accountId = options?.accountId ?? '';
    return {
      accountId,
      sdkCredentialProvider: async () => ({
        accessKeyId: accountId,
        secretAccessKey: 'secret',
      }),
    };
  },
};
