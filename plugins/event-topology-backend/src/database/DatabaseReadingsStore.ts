import { DatabaseDocuments } from './DatabaseDocuments';
import {
  ReadingsBatch,
  ReadingsMode,
  ReadingsStore,
  StoredReadings,
} from './ReadingsStore';

const NAMES: Record<ReadingsMode, string> = {
  map: 'readings-map',
  watched: 'readings-watched',
};

/** Keeps readings in the plugin's database. */
export class DatabaseReadingsStore implements ReadingsStore {
  readonly #documents: DatabaseDocuments;

  constructor(options: { documents: DatabaseDocuments }) {
    this.#documents = options.documents;
  }

  async revisions(): Promise<Record<ReadingsMode, number>> {
    const [map, watched] = await this.#documents.heads([
      NAMES.map,
      NAMES.watched,
    ]);
    return { map: map.revision, watched: watched.revision };
  }

  async load(mode: ReadingsMode): Promise<StoredReadings | undefined> {
    const document = await this.#documents.read<ReadingsBatch>(NAMES[mode]);
    return (
      document && {
        ...document.content,
        revision: document.revision,
        storedAt: document.updatedAt ?? '',
      }
    );
  }

  async save(mode: ReadingsMode, batch: ReadingsBatch): Promise<number> {
    const revision = await this.#documents.write(NAMES[mode], batch);
    if (revision === undefined) {
      throw new Error(`The readings of the ${mode} could not be stored`);
    }
    return revision;
  }
}
