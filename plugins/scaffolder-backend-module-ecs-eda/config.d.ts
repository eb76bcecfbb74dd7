export interface Config {
  eventTopology?: {
    /**
     * The golden paths: what their scaffolder actions may do. Paths are relative to the backend's working directory,
     * as those of `catalog.locations` are.
     */
    goldenPaths?: {
      /**
       * The directory, or the URL of one, with the layers `shared/…` and the shared dependencies. Templates that have a
       * `shared` folder beside theirs use that; this is for templates that live elsewhere, and for the template editor.
       */
      sharedLayers?: string;

      publish?: {
        /**
         * The directory that `ecs-eda:publish:directory` makes git repositories in. Without it the action refuses. A
         * location of type `file` in `catalog.locations`, with the `catalog-info.yaml` of every folder in it as its
         * target, brings what is published into the catalog.
         */
        directory?: string;
      };

      dependencies?: {
        /**
         * Where `ecs-eda:synth` keeps what it has installed from npm, one folder for each lock file. Default:
         * `.cache/event-topology/dependencies` in the home directory.
         */
        directory?: string;
      };

      deploy?: {
        /**
         * Lets `ecs-eda:cloudformation:deploy` and `ecs-eda:events:put` change AWS accounts, those of
         * `eventTopology.aws.accounts`. Default: false. The credentials need to be allowed to: the read-only role of
         * the event map isn't.
         */
        enabled?: boolean;
      };
    };
  };
}
