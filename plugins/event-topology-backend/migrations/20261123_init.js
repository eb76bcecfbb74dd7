/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('event_topology_documents', table => {
    table.comment(
      'What the replicas share: the last snapshot and the last readings',
    );
    table.string('name', 64).primary();
    table
      .integer('revision')
      .notNullable()
      .comment('Grows by one with every write; replicas poll it');
    table
      .string('label', 128)
      .notNullable()
      .comment('What the content calls itself, such as a snapshot version');
    table
      .integer('format')
      .notNullable()
      .comment('How the content is written; another format is not read');
    table.integer('chunks').notNullable();
    table.string('updated_at', 24).notNullable().comment('ISO 8601, UTC');
  });

  await knex.schema.createTable('event_topology_document_chunks', table => {
    table.comment('The content of documents: pieces of gzipped JSON, in order');
    table.string('name', 64).notNullable();
    table.integer('revision').notNullable();
    table.integer('position').notNullable();
    table.binary('data').notNullable();
    table.primary(['name', 'revision', 'position']);
  });

  await knex.schema.createTable('event_topology_leases', table => {
    table.comment('Which replica does a job at the moment');
    table.string('name', 64).primary();
    table.string('holder', 64).notNullable().comment('Empty when nobody does');
    table.string('expires_at', 24).notNullable().comment('ISO 8601, UTC');
    table
      .text('details')
      .notNullable()
      .comment('What the job says of itself, in JSON');
  });

  await knex.schema.createTable('event_topology_interests', table => {
    table.comment('What viewers look at, until when');
    table
      .string('subject', 2048)
      .primary()
      .comment('A node id, or * for the map as a whole');
    table
      .string('expires_at', 24)
      .notNullable()
      .index()
      .comment('ISO 8601, UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('event_topology_interests');
  await knex.schema.dropTable('event_topology_leases');
  await knex.schema.dropTable('event_topology_document_chunks');
  await knex.schema.dropTable('event_topology_documents');
};
